/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The loggers of the command")
class MessageLoggersTest {

  private final System.Logger logger =
      new MessageLoggers().getLogger("some.module", MessageLoggersTest.class.getModule());

  @Test
  @DisplayName("let warnings and errors through, and what is below not")
  void haveAThreshold() {
    assertEquals(
        List.of(Level.WARNING, Level.ERROR),
        Stream.of(Level.values()).filter(logger::isLoggable).toList());
    assertEquals("some.module", logger.getName());
  }

  @Test
  @DisplayName("write a line for each message to standard error, with level, name and cause")
  void writeLines() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      logger.log(Level.INFO, "not written");
      logger.log(Level.WARNING, "the {disk} is slow");
      logger.log(Level.WARNING, "{0} of {1}", "one", 2);
      logger.log(Level.ERROR, "the disk", new IllegalStateException("is full"));
    } finally {
      System.setErr(before);
    }
    assertEquals(
        """
        WARNING some.module: the {disk} is slow
        WARNING some.module: one of 2
        ERROR some.module: the disk: java.lang.IllegalStateException: is full
        """,
        written.toString(StandardCharsets.UTF_8));
  }
}
