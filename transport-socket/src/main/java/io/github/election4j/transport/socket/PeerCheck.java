/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whether a certificate is one to trust: by its authority, or because it is pinned. Whom it names
 * is another question, which {@link CertificateNames} answers. What this throws is read by people
 * on this side; the other side gets an alert without words.
 */
final class PeerCheck extends X509ExtendedTrustManager {

  /** The JDK's check of a chain, or that a certificate is pinned. */
  @FunctionalInterface
  private interface Trust {
    void check(X509Certificate[] chain, String kind, SSLEngine engine, boolean client)
        throws CertificateException;
  }

  private final Trust trust;

  private PeerCheck(Trust trust) {
    this.trust = trust;
  }

  /** Trusts whom these authorities have given a certificate. */
  static PeerCheck authorities(List<X509Certificate> authorities) throws GeneralSecurityException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    try {
      anchors.load(null, null);
    } catch (IOException nothingToRead) {
      throw new GeneralSecurityException(nothingToRead);
    }
    for (X509Certificate authority : authorities) {
      anchors.setCertificateEntry(Fingerprint.of(authority).hex(), authority);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(anchors);
    X509ExtendedTrustManager chains =
        Arrays.stream(factory.getTrustManagers())
            .filter(X509ExtendedTrustManager.class::isInstance)
            .map(X509ExtendedTrustManager.class::cast)
            .findFirst()
            .orElseThrow();
    return new PeerCheck(
        (chain, kind, engine, client) -> {
          try {
            if (client) {
              chains.checkClientTrusted(chain, kind, engine);
            } else {
              chains.checkServerTrusted(chain, kind, engine);
            }
          } catch (CertificateException untrusted) {
            throw new CertificateException(
                "its certificate, issued by '%s', is not one that an authority of this side's has given (%s)"
                    .formatted(issuer(chain[0]), innermost(untrusted)),
                untrusted.getCause());
          }
        });
  }

  /** Trusts these certificates and no other. */
  static PeerCheck pins(Set<Fingerprint> pins) {
    return new PeerCheck(
        (chain, kind, engine, client) -> {
          Fingerprint shown = Fingerprint.of(chain[0]);
          if (!pins.contains(shown)) {
            throw new CertificateException(
                "its certificate has the fingerprint %s; expected one of those that are pinned"
                    .formatted(shown.hex()));
          }
        });
  }

  private static String issuer(X509Certificate certificate) {
    return Printable.of(certificate.getIssuerX500Principal().getName());
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Printable.of(Failures.describe(cause));
  }

  private void check(X509Certificate[] chain, String kind, SSLEngine engine, boolean client)
      throws CertificateException {
    checkDates(chain[0]);
    trust.check(chain, kind, engine, client);
  }

  /** Pinned certificates end as others do. The reason becomes the alert that is sent. */
  private static void checkDates(X509Certificate certificate) throws CertificateException {
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException expired) {
      throw dated(
          "its certificate expired at %s".formatted(certificate.getNotAfter().toInstant()),
          BasicReason.EXPIRED,
          expired);
    } catch (CertificateNotYetValidException early) {
      throw dated(
          "its certificate is not valid before %s; is a clock wrong?"
              .formatted(certificate.getNotBefore().toInstant()),
          BasicReason.NOT_YET_VALID,
          early);
    }
  }

  private static CertificateException dated(
      String text, BasicReason reason, CertificateException cause) {
    return new CertificateException(
        text, new CertPathValidatorException(text, cause, null, -1, reason));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain, kind, engine, true);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
      throws CertificateException {
    check(chain, kind, engine, false);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    throw noEngine();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
      throws CertificateException {
    throw noEngine();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw noEngine();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
    throw noEngine();
  }

  private static CertificateException noEngine() {
    return new CertificateException("only connections of this transport are checked");
  }

  /** Nobody is told whom this side trusts. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
