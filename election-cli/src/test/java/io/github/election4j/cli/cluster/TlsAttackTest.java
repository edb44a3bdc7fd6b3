/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.ElectionBuilder;
import io.github.election4j.Member;
import io.github.election4j.testkit.TestAuthority;
import io.github.election4j.transport.socket.SocketTls;
import io.github.election4j.transport.socket.SocketTransport;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A stranger without a certificate who reaches the members of a cluster with TLS")
class TlsAttackTest extends AttackedCluster {

  private TestAuthority authority;
  private Path trusted;
  private SSLContext stranger;

  @Override
  void prepare() throws Exception {
    authority = TestAuthority.named("ours");
    trusted = TestAuthority.trust(folder.resolve("ca.pem"), authority);
    // It believes that the members are who they are; it has nothing to show itself.
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    try (var pem = Files.newInputStream(trusted)) {
      known.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    stranger = SSLContext.getInstance("TLS");
    stranger.init(new KeyManager[0], trust.getTrustManagers(), null);
  }

  @Override
  void secure(ElectionBuilder builder, String id) throws Exception {
    Path pair =
        authority.issue("election://%s/%s".formatted(GROUP, id)).write(folder.resolve(id + ".pem"));
    SocketTls tls = SocketTls.builder().certificate(pair, pair).authority(trusted).build();
    ElectionBuilder unused = builder.transport(SocketTransport.builder().tls(tls).build());
  }

  @Override
  Socket connect(Member member) throws Exception {
    Socket plain = PlainAttackTest.connectPlainly(member);
    return stranger
        .getSocketFactory()
        .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
  }
}
