/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.Speaker;
import io.github.election4j.spi.TransportContext;
import io.github.election4j.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The socket transport with TLS keeps the contract of a transport")
class TlsContractTest extends SocketTransportContractTest {

  @TempDir private static Path folder;

  /** By what they name; made once, since what they cost is not what is tested. */
  private static final Map<String, SocketTls> MADE = new ConcurrentHashMap<>();

  private static TestAuthority authority;
  private static Path trusted;

  @BeforeAll
  static void makeAuthority() throws Exception {
    authority = TestAuthority.named("ours");
    trusted = TestAuthority.trust(folder.resolve("ca.pem"), authority);
  }

  private static SocketTls make(String name) {
    try {
      Path pair = Files.createTempFile(folder, "pair", ".pem");
      return TlsMember.tls(authority.issue(name).write(pair), trusted);
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  protected Speaker speaker(String memberId) {
    return new Speaker.Proved(Set.of(memberId), false);
  }

  @Override
  SocketTransport transportFor(TransportContext context) {
    String name = CertificateNames.uri(context.group(), context.self().id());
    return SocketTransport.builder().tls(MADE.computeIfAbsent(name, TlsContractTest::make)).build();
  }
}
