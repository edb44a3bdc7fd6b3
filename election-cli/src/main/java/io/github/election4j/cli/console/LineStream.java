/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts what is written to it into lines, for a queue. Made for {@link System#err}, which the JDK,
 * too, writes to from threads that must not stand still; a {@link java.io.PrintStream} lets one at
 * a time write.
 */
final class LineStream extends OutputStream {

  /** A line that is longer is cut. */
  private static final int LONGEST_LINE = 65_536;

  private final LineQueue lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * Holds nothing yet.
   *
   * @param lines gets each line, and leaves it out if too many wait
   */
  LineStream(LineQueue lines) {
    this.lines = lines;
  }

  @Override
  public void write(int oneByte) {
    if (oneByte == '\n') {
      end();
      return;
    }
    line.write(oneByte);
    if (line.size() == LONGEST_LINE) {
      end();
    }
  }

  private void end() {
    lines.offer(
        line.toString(StandardCharsets.UTF_8),
        count -> "(%d messages were left out: nobody has read them)".formatted(count));
    line.reset();
  }
}
