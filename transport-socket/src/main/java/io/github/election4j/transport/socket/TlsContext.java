/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What handshakes are made with.
 *
 * @param context has the key, and judges certificates
 * @param own this side's certificate; empty if it is known to the context alone
 */
record TlsContext(SSLContext context, Optional<X509Certificate> own) {

  /** This side's certificate, for a person who has to find out why it is not accepted. */
  String describeOwn() {
    return own.map(
            certificate ->
                "it names %s, is valid from %s to %s, and was issued by '%s'"
                    .formatted(
                        CertificateNames.describe(certificate),
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant(),
                        Printable.of(certificate.getIssuerX500Principal().getName())))
        .orElse("it is one of the context that was handed in");
  }
}
