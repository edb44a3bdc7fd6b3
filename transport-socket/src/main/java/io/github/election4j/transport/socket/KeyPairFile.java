/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads keys and certificates of files. Blocks; the message of a failure says what to do. */
final class KeyPairFile {

  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  /**
   * A key and the certificates that go with it.
   *
   * @param chain the key's own certificate first, then that of its issuer, and so on
   */
  record KeyPair(PrivateKey key, List<X509Certificate> chain) {

    X509Certificate own() {
      return chain.getFirst();
    }
  }

  private KeyPairFile() {}

  /** The certificates of a file in PEM, in their order. */
  static List<X509Certificate> certificates(Path file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : Pem.read(file)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block, file));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException(
          "no certificate is in %s; expected a block CERTIFICATE".formatted(file));
    }
    return certificates;
  }

  private static X509Certificate certificate(Pem.Block block, Path file) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.bytes()));
    } catch (CertificateException unreadable) {
      throw new IOException(
          "a certificate in %s cannot be read (%s); make the file again"
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  /** A chain and its key, in PEM; both may be in one file. */
  static KeyPair pem(Path chainFile, Path keyFile) throws IOException {
    List<X509Certificate> chain = certificates(chainFile);
    PrivateKey key = key(keyFile, chain.getFirst().getPublicKey().getAlgorithm());
    requireMatch(key, chain.getFirst(), keyFile, chainFile);
    return new KeyPair(key, chain);
  }

  private static PrivateKey key(Path file, String algorithm) throws IOException {
    for (Pem.Block block : Pem.read(file)) {
      if (block.label().equals("PRIVATE KEY")) {
        return key(block, file, algorithm);
      }
      if (block.label().endsWith("PRIVATE KEY")) {
        throw new IOException(
            "the key in %s is a block '%s'; expected 'PRIVATE KEY', which is PKCS#8 without a passphrase; convert it: openssl pkey -in %s -out NEW"
                .formatted(file, block.label(), file));
      }
    }
    throw new IOException("no key is in %s; expected a block PRIVATE KEY".formatted(file));
  }

  private static PrivateKey key(Pem.Block block, Path file, String algorithm) throws IOException {
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(block.bytes()));
    } catch (InvalidKeySpecException otherKind) {
      throw new IOException(
          "the key in %s is not of the kind %s that its certificate has; expected the certificate's own key"
              .formatted(file, algorithm),
          otherKind);
    } catch (NoSuchAlgorithmException missing) {
      throw new IOException(
          "this Java runtime has no keys of the kind %s; link its image with the module jdk.crypto.ec, or use RSA"
              .formatted(algorithm),
          missing);
    }
  }

  /** The only key with a certificate in a PKCS12 file. */
  static KeyPair keyStore(Path file, char[] password) throws IOException {
    KeyStore store = open(file, password);
    try {
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw new IOException(
            "%s holds the keys %s; expected one: copy it to a file of its own with keytool -importkeystore -srcalias"
                .formatted(file, keys));
      }
      Certificate[] chain = store.getCertificateChain(keys.getFirst());
      return new KeyPair(
          (PrivateKey) store.getKey(keys.getFirst(), password),
          Arrays.stream(chain).map(X509Certificate.class::cast).toList());
    } catch (GeneralSecurityException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  private static KeyStore open(Path file, char[] password) throws IOException {
    try {
      return KeyStore.getInstance(file.toFile(), password);
    } catch (IllegalArgumentException missing) {
      throw new IOException(
          "%s is no file; expected one that can be read".formatted(file), missing);
    } catch (GeneralSecurityException | IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  private static IOException unreadable(Path file, Exception cause) {
    return new IOException(
        "the key store %s cannot be read (%s); expected PKCS12 with this password, and its key with the same"
            .formatted(file, Failures.describe(cause)),
        cause);
  }

  /** What the one signs the other must confirm; else every handshake would fail, less clearly. */
  private static void requireMatch(
      PrivateKey key, X509Certificate certificate, Path keyFile, Path chainFile)
      throws IOException {
    String algorithm = SIGNATURES.get(key.getAlgorithm());
    if (algorithm == null) {
      return;
    }
    byte[] text = {1, 2, 3};
    boolean matches;
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(text);
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(certificate.getPublicKey());
      checking.update(text);
      matches = checking.verify(signing.sign());
    } catch (GeneralSecurityException mismatch) {
      matches = false;
    }
    if (!matches) {
      throw new IOException(
          "the key in %s does not belong to the first certificate in %s; expected that certificate's key"
              .formatted(keyFile, chainFile));
    }
  }
}
