/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An authority that gives certificates to tests of TLS, in a millisecond each, and writes them
 * where the tests say. What it gives is valid for an hour. All methods may be called from any
 * thread.
 *
 * @since 0.1
 */
public final class TestAuthority {

  private static final AtomicLong SERIAL = new AtomicLong(1);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /** ecdsa-with-SHA256. */
  private static final byte[] ALGORITHM =
      der(0x30, new byte[] {6, 8, 42, -122, 72, -50, 61, 4, 3, 2});

  /**
   * When a certificate is valid, in seconds from now.
   *
   * @param from may be negative
   * @param to may be negative
   * @since 0.1
   */
  public record Validity(long from, long to) {

    /** From an hour ago to an hour from now. */
    public static final Validity NOW = new Validity(-3_600, 3_600);
  }

  /**
   * A certificate and its key.
   *
   * @param certificate names whom it was given to
   * @param key the certificate's
   * @since 0.1
   */
  public record Issued(X509Certificate certificate, PrivateKey key) {

    /**
     * The certificate as text.
     *
     * @return PEM
     * @throws GeneralSecurityException never with what this makes
     */
    public String certificatePem() throws GeneralSecurityException {
      return pem("CERTIFICATE", certificate.getEncoded());
    }

    /**
     * The key as text.
     *
     * @return PEM, of PKCS#8
     */
    public String keyPem() {
      return pem("PRIVATE KEY", key.getEncoded());
    }

    /**
     * Writes both, into one file.
     *
     * @param file where; replaced if there is one
     * @return the file
     * @throws IOException if it cannot be written
     * @throws GeneralSecurityException never with what this makes
     */
    public Path write(Path file) throws IOException, GeneralSecurityException {
      return Files.writeString(file, certificatePem() + keyPem());
    }
  }

  private final String name;
  private final Issued own;

  private TestAuthority(String name, Issued own) {
    this.name = name;
    this.own = own;
  }

  /**
   * Makes an authority.
   *
   * @param name its common name
   * @return a new one, with a key of its own
   * @throws GeneralSecurityException if this Java runtime has no elliptic curves
   */
  public static TestAuthority named(String name) throws GeneralSecurityException {
    KeyPair keys = newKeys();
    byte[] certificate =
        new Certificate(name, name, Validity.NOW, Optional.empty()).sign(keys, keys.getPrivate());
    return new TestAuthority(name, new Issued(parse(certificate), keys.getPrivate()));
  }

  /**
   * Writes whom to trust.
   *
   * @param file where; replaced if there is one
   * @param authorities who is trusted
   * @return the file
   * @throws IOException if it cannot be written
   * @throws GeneralSecurityException never with what this makes
   */
  public static Path trust(Path file, TestAuthority... authorities)
      throws IOException, GeneralSecurityException {
    StringBuilder text = new StringBuilder();
    for (TestAuthority authority : authorities) {
      text.append(authority.own.certificatePem());
    }
    return Files.writeString(file, text);
  }

  /**
   * Gives a certificate.
   *
   * @param validity when it counts
   * @param names the subject's alternative names: URIs if they have a colon, else DNS names
   * @return the certificate and a new key
   * @throws GeneralSecurityException if this Java runtime has no elliptic curves
   */
  public Issued issue(Validity validity, String... names) throws GeneralSecurityException {
    KeyPair keys = newKeys();
    byte[] certificate =
        new Certificate(name, "subject", validity, Optional.of(List.of(names)))
            .sign(keys, own.key());
    return new Issued(parse(certificate), keys.getPrivate());
  }

  /**
   * Gives a certificate that is valid now.
   *
   * @param names as above
   * @return the certificate and a new key
   * @throws GeneralSecurityException if this Java runtime has no elliptic curves
   */
  public Issued issue(String... names) throws GeneralSecurityException {
    return issue(Validity.NOW, names);
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate parse(byte[] certificate) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static String pem(String label, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
  }

  /** What is in a certificate; without names it is an authority's. */
  private record Certificate(
      String issuer, String subject, Validity validity, Optional<List<String>> names) {

    byte[] sign(KeyPair subjectKeys, PrivateKey issuerKey) throws GeneralSecurityException {
      Instant now = Instant.now();
      byte[] times =
          join(time(now.plusSeconds(validity.from())), time(now.plusSeconds(validity.to())));
      byte[] extension = names.map(Certificate::alternativeNames).orElseGet(Certificate::authority);
      byte[] signed =
          der(
              0x30,
              der(0xa0, der(2, new byte[] {2})),
              der(2, BigInteger.valueOf(SERIAL.getAndIncrement()).toByteArray()),
              ALGORITHM,
              commonName(issuer),
              der(0x30, times),
              commonName(subject),
              subjectKeys.getPublic().getEncoded(),
              der(0xa3, der(0x30, extension)));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(issuerKey);
      signature.update(signed);
      return der(0x30, signed, ALGORITHM, der(3, new byte[] {0}, signature.sign()));
    }

    private static byte[] time(Instant moment) {
      return der(0x18, TIME.format(moment).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] commonName(String text) {
      byte[] value = der(0x0c, text.getBytes(StandardCharsets.UTF_8));
      return der(0x30, der(0x31, der(0x30, der(6, new byte[] {85, 4, 3}), value)));
    }

    private static byte[] authority() {
      byte[] isAuthority = der(0x30, der(1, new byte[] {-1}));
      return der(
          0x30, der(6, new byte[] {85, 29, 19}), der(1, new byte[] {-1}), der(4, isAuthority));
    }

    private static byte[] alternativeNames(List<String> names) {
      byte[] all = new byte[0];
      for (String name : names) {
        int kind = name.contains(":") ? 0x86 : 0x82;
        all = join(all, der(kind, name.getBytes(StandardCharsets.US_ASCII)));
      }
      return der(0x30, der(6, new byte[] {85, 29, 17}), der(4, der(0x30, all)));
    }
  }

  private static byte[] der(int tag, byte[]... parts) {
    byte[] content = join(parts);
    byte[] length =
        content.length < 128
            ? new byte[] {(byte) content.length}
            : content.length < 256
                ? new byte[] {-127, (byte) content.length}
                : new byte[] {-126, (byte) (content.length >> 8), (byte) content.length};
    return join(new byte[] {(byte) tag}, length, content);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
