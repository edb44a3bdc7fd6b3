/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * What members write for people who operate them: INFO for a change of leader, WARNING for what an
 * operator must know, DEBUG for chatter. Safe for use by any thread.
 */
public final class Log {

  private static final Logger LOGGER = System.getLogger("io.github.election4j.core");

  private Log() {}

  /** Writes what an operator likes to know. */
  public static void info(String line) {
    LOGGER.log(Level.INFO, line);
  }

  /** Writes what an operator must know. */
  public static void warning(String line) {
    LOGGER.log(Level.WARNING, line);
  }

  /** Writes what an operator must know, and its cause. */
  public static void warning(String line, Throwable cause) {
    LOGGER.log(Level.WARNING, line, cause);
  }

  /** Writes what helps to find a fault; the line is made only if it is wanted. */
  public static void debug(Supplier<String> line) {
    LOGGER.log(Level.DEBUG, line);
  }

  /** Writes what helps to find a fault, and its cause. */
  public static void debug(String line, Throwable cause) {
    LOGGER.log(Level.DEBUG, line, cause);
  }
}
