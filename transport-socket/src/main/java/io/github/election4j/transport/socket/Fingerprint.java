/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The SHA-256 of a certificate.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
record Fingerprint(String hex) {

  /**
   * Reads what {@code openssl x509 -fingerprint -sha256} or {@code keytool -printcert} prints.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Fingerprint parse(String text) {
    String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "pin is '%s'; expected the SHA-256 of a certificate: 64 hexadecimal digits, perhaps with colons between them"
              .formatted(text));
    }
    return new Fingerprint(digits);
  }

  static Fingerprint of(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("every Java runtime has SHA-256", broken);
    }
  }
}
