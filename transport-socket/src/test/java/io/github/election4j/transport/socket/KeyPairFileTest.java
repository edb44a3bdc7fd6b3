/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.testkit.TestAuthority;
import io.github.election4j.testkit.TestAuthority.Issued;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Files of keys and certificates")
class KeyPairFileTest {

  @TempDir private Path folder;

  private TestAuthority authority;
  private Issued issued;

  @BeforeEach
  void issue() throws Exception {
    authority = TestAuthority.named("ours");
    issued = authority.issue("election://g/a");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("file.pem"), text);
  }

  private static void assertRefused(String reason, Path certificate, Path key) {
    IOException refused = assertThrows(IOException.class, () -> KeyPairFile.pem(certificate, key));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @Test
  @DisplayName("may be PEM, with text around it and the key before or behind")
  void pem() throws Exception {
    Path file = write("Bag\n" + issued.keyPem() + "\nsubject=a\r\n" + issued.certificatePem());
    assertEquals(issued.certificate(), KeyPairFile.pem(file, file).own());
    assertEquals(issued.key(), KeyPairFile.pem(file, file).key());
  }

  @Test
  @DisplayName("may be PKCS12 with one key")
  void keyStore() throws Exception {
    char[] password = "secret".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("a", issued.key(), password, new Certificate[] {issued.certificate()});
    Path file = write(store, password);
    assertEquals(issued.certificate(), KeyPairFile.keyStore(file, password).own());
    IOException wrong =
        assertThrows(IOException.class, () -> KeyPairFile.keyStore(file, "other".toCharArray()));
    assertTrue(wrong.getMessage().contains("with this password"), wrong.getMessage());

    Issued second = authority.issue("election://g/b");
    store.setKeyEntry("b", second.key(), password, new Certificate[] {second.certificate()});
    Path both = write(store, password);
    IOException many = assertThrows(IOException.class, () -> KeyPairFile.keyStore(both, password));
    assertTrue(many.getMessage().contains("expected one"), many.getMessage());
  }

  private Path write(KeyStore store, char[] password) throws Exception {
    Path file = folder.resolve("store.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
  @DisplayName("with a key in another form are refused with the line that converts it")
  void otherForms(String label) throws Exception {
    String header = label.startsWith("RSA") ? "Proc-Type: 4,ENCRYPTED\nDEK-Info: X-Y,00\n\n" : "";
    String key = "-----BEGIN %s-----\n%sAAAA\n-----END %s-----\n".formatted(label, header, label);
    Path file = write(issued.certificatePem() + key);
    assertRefused("openssl pkey -in %s -out NEW".formatted(file), file, file);
  }

  @Test
  @DisplayName("that hold something else, or nothing, are refused with what was expected")
  void unusable() throws Exception {
    Path missing = folder.resolve("missing");
    assertRefused("is no file; expected one", missing, missing);
    Path empty = write("");
    assertRefused("no certificate or key is in", empty, empty);
    Path keyOnly = write(issued.keyPem());
    assertRefused("no certificate is in", keyOnly, keyOnly);
    Path certificateOnly = write(issued.certificatePem());
    assertRefused("no key is in", certificateOnly, certificateOnly);
    Path garbled = write("-----BEGIN CERTIFICATE-----\n%%A\n-----END CERTIFICATE-----\n");
    assertRefused("make the file again", garbled, garbled);
    Path other = write(issued.certificatePem() + authority.issue("election://g/a").keyPem());
    assertRefused("does not belong to the first certificate", other, other);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("that cannot be read are named, with the reason and what was expected")
  void unreadable() {
    // Of root too the kernel keeps the beginning of a process's memory.
    Path memory = Path.of("/proc/self/mem");
    assertRefused(memory + " cannot be read (java.io.IOException: ", memory, memory);
  }

  @Test
  @DisplayName("are named by fingerprints as tools print them")
  void fingerprints() {
    Fingerprint own = Fingerprint.of(issued.certificate());
    assertEquals(own, Fingerprint.parse(own.hex()));
    StringBuilder colons = new StringBuilder();
    for (int at = 0; at < 64; at += 2) {
      colons.append(at == 0 ? "" : ":").append(own.hex().toUpperCase(Locale.ROOT), at, at + 2);
    }
    assertEquals(own, Fingerprint.parse(colons.toString()));
    assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse("AB:CD"));
  }
}
