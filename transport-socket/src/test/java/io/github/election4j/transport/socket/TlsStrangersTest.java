/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.testkit.TestAuthority;
import io.github.election4j.testkit.TestAuthority.Issued;
import io.github.election4j.wire.ControlRequest.ResignRequest;
import io.github.election4j.wire.Request;
import io.github.election4j.wire.WireCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A stranger at a member with TLS")
class TlsStrangersTest {

  /** What a stranger would do harm with, said by whom it may be. */
  private static final List<Request> HARMFUL = List.of(Node.heartbeat(1), new ResignRequest());

  @TempDir private Path folder;

  private TestAuthority authority;
  private TlsMember member;

  @BeforeEach
  void serve() throws Exception {
    authority = TestAuthority.named("ours");
    Path trusted = TestAuthority.trust(folder.resolve("ca.pem"), authority);
    Path pair =
        authority.issue(CertificateNames.uri(Node.GROUP, "a")).write(folder.resolve("a.pem"));
    member = TlsMember.with("a", TlsMember.tls(pair, trusted));
  }

  @AfterEach
  void close() {
    member.close();
  }

  /** Greets as a member and as an operator, and asks, without waiting for anybody's leave. */
  private static byte[] everything(Hello hello) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(hello.toFrame().toBytes());
    for (Request request : HARMFUL) {
      byte[] body = new WireCodec(Node.GROUP).encode(request);
      bytes.write(new Frame(Frame.Kind.REQUEST, 1, body).toBytes());
    }
    return bytes.toByteArray();
  }

  private Socket connect() throws IOException {
    Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(), member.node.transport.localAddress().getPort());
    socket.setSoTimeout((int) Node.PATIENCE.toMillis());
    return socket;
  }

  /** Whatever the stranger gets of it, it gets no frame. */
  private static void expectEnd(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {
        // An alert of TLS, or a refusal.
      }
    } catch (SocketTimeoutException open) {
      throw new AssertionError("the connection goes on", open);
    } catch (IOException ended) {
      return;
    }
  }

  private void attack(Optional<Issued> certificate) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] keys =
        certificate
            .map(
                issued ->
                    new KeyManager[] {
                      new OwnKey(
                          new KeyPairFile.KeyPair(issued.key(), List.of(issued.certificate())))
                    })
            .orElse(new KeyManager[0]);
    context.init(keys, new TrustManager[] {new TrustsAll()}, null);
    for (Hello hello : List.of(new Hello(Node.GROUP, "b", 9), Hello.ofOperator(Node.GROUP))) {
      try (Socket socket = connect();
          Socket secured = context.getSocketFactory().createSocket(socket, "localhost", 1, true)) {
        try {
          OutputStream out = secured.getOutputStream();
          out.write(everything(hello));
          out.flush();
        } catch (IOException refused) {
          // As it should be; with TLS 1.3 it may be noticed later.
        }
        expectEnd(secured);
      }
    }
    expectNothing();
  }

  private void expectNothing() throws Exception {
    Node.awaitThat(
        "both were turned away", () -> member.node.provider.statistics().turnedAway() >= 2);
    assertEquals(0, member.node.provider.statistics().accepted());
    assertTrue(member.node.origins.isEmpty());
    assertTrue(member.node.suspicions.isEmpty());
  }

  @Test
  @DisplayName("that speaks without it changes nothing")
  void plain() throws Exception {
    for (Hello hello : List.of(new Hello(Node.GROUP, "b", 9), Hello.ofOperator(Node.GROUP))) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(everything(hello));
        expectEnd(socket);
      }
    }
    expectNothing();
  }

  @Test
  @DisplayName("that shows no certificate changes nothing")
  void noCertificate() throws Exception {
    attack(Optional.empty());
    member.expectLine("it shows no certificate; expected one");
  }

  @Test
  @DisplayName("whose certificate names a member, but is of nobody's authority, changes nothing")
  void ownCertificate() throws Exception {
    TestAuthority theirs = TestAuthority.named("theirs");
    attack(
        Optional.of(
            theirs.issue(
                CertificateNames.uri(Node.GROUP, "b"), CertificateNames.operatorUri(Node.GROUP))));
  }

  @Test
  @DisplayName("whose certificate is of the authority, but names nobody here, changes nothing")
  void otherGroup() throws Exception {
    attack(
        Optional.of(
            authority.issue(
                CertificateNames.uri("other", "b"), CertificateNames.operatorUri("other"))));
    member.expectLine(
        "its certificate names election://other/b, election://other?role=operator; expected");
  }

  @Test
  @DisplayName(
      "whose certificate is of the authority, and says nothing of elections, changes nothing")
  void otherPurpose() throws Exception {
    attack(Optional.of(authority.issue("www.example.org")));
  }
}
