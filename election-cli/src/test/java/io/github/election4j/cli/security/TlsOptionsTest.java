/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.testkit.TestAuthority;
import io.github.election4j.transport.socket.SocketTls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The options of TLS")
class TlsOptionsTest {

  @TempDir private Path folder;

  private static Optional<SocketTls> read(Map<String, String> environment, String... words)
      throws UsageException {
    Arguments arguments = TlsOptions.addTo(Options.COMMON).parse(List.of(words), environment);
    return TlsOptions.read(arguments);
  }

  private static void assertRefused(String reason, String... words) {
    UsageException refused = assertThrows(UsageException.class, () -> read(Map.of(), words));
    assertTrue(refused.reason().startsWith(reason), refused::reason);
  }

  @Test
  @DisplayName("are none by default, and then there is no TLS")
  void none() throws Exception {
    assertEquals(Optional.empty(), read(Map.of()));
  }

  @Test
  @DisplayName(
      "name a certificate with its key in the same file, and an authority, or variables do")
  void both() throws Exception {
    TestAuthority authority = TestAuthority.named("ours");
    String trusted = TestAuthority.trust(folder.resolve("ca.pem"), authority).toString();
    String pair = authority.issue("election://g/a").write(folder.resolve("a.pem")).toString();
    assertTrue(read(Map.of(), "--tls-cert", pair, "--tls-ca", trusted).isPresent());
    assertTrue(
        read(Map.of("ELECTION_TLS_CERT", pair, "ELECTION_TLS_PIN", "00".repeat(32))).isPresent());
    assertRefused(
        "--tls-cert: an authority and pins are given",
        "--tls-cert",
        pair,
        "--tls-ca",
        trusted,
        "--tls-pin",
        "00".repeat(32));
  }

  @Test
  @DisplayName("are refused if one is missing, or a file cannot be used, with what to do")
  void refused() {
    String missing = folder.resolve("missing").toString();
    assertRefused("--tls-cert is missing", "--tls-ca", missing);
    assertRefused("--tls-cert: nobody is trusted", "--tls-cert", missing);
    assertRefused(
        "--tls-cert: %s is no file".formatted(missing), "--tls-cert", missing, "--tls-ca", missing);
    assertRefused(
        "--tls-password: %s cannot be read (java.nio.file.NoSuch".formatted(missing),
        "--tls-cert",
        missing,
        "--tls-password",
        missing,
        "--tls-ca",
        missing);
    assertRefused("--tls-cert: pin is 'x'", "--tls-cert", missing, "--tls-pin", "x");
  }
}
