/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines that have a longest length, and no half ones. For one thread. */
final class BoundedLines {

  /** Far more than what the two processes say. */
  static final int LONGEST = 16_384;

  private final InputStream in;

  /** The lines of a stream, which is not closed. */
  BoundedLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * Waits for the next one.
   *
   * @return without its end; empty if there is none, not even if some bytes without an end came:
   *     their writer was killed half-way
   * @throws IOException if it cannot be read, or is too long
   */
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return Optional.of(line.toString(StandardCharsets.UTF_8));
      }
      if (line.size() == LONGEST) {
        throw new IOException(
            "a line is longer than %d bytes; expected its end".formatted(LONGEST));
      }
      line.write(next);
    }
    return Optional.empty();
  }
}
