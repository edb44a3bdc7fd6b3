/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Says what has gone wrong in a handshake of TLS, to a person who has to put it right. The JDK's
 * own messages are made for those who know its source.
 */
final class TlsWords {

  /** What is told to one who connects without TLS. */
  static final String TO_PLAIN_CALLER =
      "this member speaks TLS and nothing else: give a certificate to all members and operators";

  /** What is said of it on this side. */
  static final String PLAIN_PEER =
      "it speaks plain TCP; expected TLS: give a certificate to all members and operators, or to"
          + " none";

  private static final String ALERT = "Received fatal alert: ";

  private volatile Optional<TlsContext> context = Optional.empty();

  /** Says what the handshake is made with. */
  void use(TlsContext used) {
    context = Optional.of(used);
  }

  /** Whether a record of TLS begins so: kinds 20 to 23 are all there are. */
  static boolean beginsRecord(byte first) {
    return first >= 20 && first <= 23;
  }

  /** The certificate that the other side has shown. */
  X509Certificate peer(SSLEngine engine) throws SSLException {
    try {
      Certificate shown = engine.getSession().getPeerCertificates()[0];
      return (X509Certificate) shown;
    } catch (SSLPeerUnverifiedException nothingShown) {
      throw new SSLException("Empty certificate chain", nothingShown);
    }
  }

  /** What the other side's fault is, or what it says that this side's is. */
  ProtocolException explain(SSLException fault) {
    String message = Printable.of(Failures.describe(fault));
    int alert = message.indexOf(ALERT);
    if (alert >= 0) {
      return new ProtocolException(explainAlert(message.substring(alert + ALERT.length())));
    }
    Optional<String> certificate = certificateFault(fault);
    if (certificate.isPresent()) {
      return new ProtocolException(certificate.get());
    }
    if (message.contains("Empty") && message.contains("certificate chain")) {
      return new ProtocolException(
          "it shows no certificate; expected one that names a member or an operator");
    }
    return new ProtocolException("its handshake of TLS failed: " + message);
  }

  private String explainAlert(String alert) {
    if (alert.contains("certificate") || alert.contains("unknown_ca")) {
      return "it does not accept this side's certificate (%s): %s; its own log says more"
          .formatted(alert, context.map(TlsContext::describeOwn).orElse("it was not read yet"));
    }
    return switch (alert) {
      case "handshake_failure", "protocol_version", "insufficient_security" ->
          "it and this side have no version or algorithm of TLS in common (%s)".formatted(alert);
      default -> "it ended TLS (%s)".formatted(alert);
    };
  }

  /** What the check of the certificate has found, which the JDK wraps once or twice. */
  private static Optional<String> certificateFault(Throwable fault) {
    Throwable cause = fault;
    while (cause != null && !(cause instanceof CertificateException)) {
      cause = cause.getCause();
    }
    return Optional.ofNullable(cause).map(Failures::describe);
  }
}
