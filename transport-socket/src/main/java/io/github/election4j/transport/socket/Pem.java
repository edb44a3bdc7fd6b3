/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a file in PEM (RFC 7468): certificates and keys as text. */
final class Pem {

  /** Far above a chain of certificates and a key; a file that was meant for something else. */
  private static final long MAX_BYTES = 1 << 20;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\R(.*?)-----END \\1-----", Pattern.DOTALL);

  /**
   * One block.
   *
   * @param label what it says that it is
   * @param text its bytes, in base 64
   * @param file where it is from
   */
  record Block(String label, String text, Path file) {

    byte[] bytes() throws IOException {
      try {
        return Base64.getMimeDecoder().decode(text);
      } catch (IllegalArgumentException notBase64) {
        throw new IOException(
            "a block %s in %s is not in base 64 (%s); make the file again"
                .formatted(label, file, notBase64.getMessage()),
            notBase64);
      }
    }
  }

  private Pem() {}

  /**
   * Reads a file. Blocks.
   *
   * @throws IOException if it cannot be read, or holds no block; the message says what to do
   */
  static List<Block> read(Path file) throws IOException {
    String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2), file));
    }
    if (blocks.isEmpty()) {
      throw new IOException(
          "no certificate or key is in %s; expected PEM, text with a line such as '-----BEGIN CERTIFICATE-----' and its end; openssl x509 -inform der -in %s turns binary certificates into it"
              .formatted(file, file));
    }
    return blocks;
  }

  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("%s is no file; expected one that can be read".formatted(file));
    }
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new IOException(
          "%s has %d bytes; expected a file of certificates or keys, of at most %d"
              .formatted(file, size, MAX_BYTES));
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new IOException(
          "%s cannot be read (%s); expected a file that this process may read"
              .formatted(file, unreadable),
          unreadable);
    }
  }
}
