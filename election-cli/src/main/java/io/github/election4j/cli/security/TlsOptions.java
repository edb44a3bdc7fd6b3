/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.security;

import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Failures;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import io.github.election4j.transport.socket.SocketTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options that begin with {@code --tls-}. With none of them there is no TLS. */
public final class TlsOptions {

  private static final String CERTIFICATE = "tls-cert";
  private static final String KEY = "tls-key";
  private static final String PASSWORD = "tls-password";
  private static final String AUTHORITY = "tls-ca";
  private static final String PIN = "tls-pin";

  private TlsOptions() {}

  /**
   * Adds these options to others.
   *
   * @param options the others
   * @return all of them
   */
  public static Options addTo(Options options) {
    return options
        .value(
            CERTIFICATE,
            "FILE",
            "speak TLS, with this certificate: PEM, or PKCS12; or in ELECTION_TLS_CERT")
        .orVariable("ELECTION_TLS_CERT")
        .value(
            KEY,
            "FILE",
            "its key, PEM; or in ELECTION_TLS_KEY; default: the key is in the file of --tls-cert")
        .orVariable("ELECTION_TLS_KEY")
        .value(
            PASSWORD,
            "FILE",
            "holds the password of --tls-cert, if that is PKCS12; or in ELECTION_TLS_PASSWORD")
        .orVariable("ELECTION_TLS_PASSWORD")
        .value(
            AUTHORITY,
            "FILE",
            "trust whom these authorities have given a certificate, PEM; or in ELECTION_TLS_CA")
        .orVariable("ELECTION_TLS_CA")
        .values(
            PIN,
            "SHA256",
            "trust the certificate with this fingerprint, instead of --tls-ca; repeat for each;"
                + " or in ELECTION_TLS_PIN")
        .orVariable("ELECTION_TLS_PIN");
  }

  /**
   * Reads the files that the options name. Blocks.
   *
   * @param arguments what was given
   * @return TLS, or empty if none of the options was given
   * @throws UsageException if one is missing, or a file cannot be used
   */
  public static Optional<SocketTls> read(Arguments arguments) throws UsageException {
    if (List.of(CERTIFICATE, KEY, PASSWORD, AUTHORITY, PIN).stream().noneMatch(arguments::has)) {
      return Optional.empty();
    }
    Path certificate = arguments.required(CERTIFICATE, Values::file);
    SocketTls.Builder builder = SocketTls.builder();
    try {
      Optional<Path> password = arguments.optional(PASSWORD, Values::file);
      if (password.isPresent()) {
        builder.keyStore(certificate, password(password.get()));
      } else {
        builder.certificate(certificate, arguments.get(KEY, Values::file, certificate));
      }
      arguments.optional(AUTHORITY, Values::file).ifPresent(builder::authority);
      for (String pin : arguments.values(PIN)) {
        builder.pin(pin);
      }
      return Optional.of(builder.build());
    } catch (IOException | IllegalArgumentException unusable) {
      throw new UsageException("--%s: %s".formatted(CERTIFICATE, Failures.describe(unusable)));
    }
  }

  private static char[] password(Path file) throws UsageException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray();
    } catch (IOException unreadable) {
      throw new UsageException(
          "--%s: %s cannot be read (%s); expected a file that this process may read, in UTF-8"
              .formatted(PASSWORD, file, unreadable));
    }
  }
}
