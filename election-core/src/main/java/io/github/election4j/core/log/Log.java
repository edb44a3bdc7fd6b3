/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.log;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What members write for people who operate them: INFO for a change of leader, WARNING for what an
 * operator must know, DEBUG for chatter. All methods but {@link #flush} return at once, whatever
 * the logger does: a thread of its own writes the lines, see {@link LogQueue}. Safe for use by any
 * thread.
 */
public final class Log {

  private static final LogQueue QUEUE =
      new LogQueue(() -> System.getLogger("io.github.election4j.core"));

  private Log() {}

  /** Writes what an operator likes to know. */
  public static void info(String line) {
    QUEUE.add(Level.INFO, () -> line, Optional.empty());
  }

  /** Writes what an operator must know. */
  public static void warning(String line) {
    QUEUE.add(Level.WARNING, () -> line, Optional.empty());
  }

  /** Writes what an operator must know, and its cause. */
  public static void warning(String line, Throwable cause) {
    QUEUE.add(Level.WARNING, () -> line, Optional.of(cause));
  }

  /**
   * Writes what had to be survived. Never throws: what was caught may be that there is no memory,
   * and whoever has caught it must go on.
   *
   * @param who of whose it is
   * @param what has happened
   */
  public static void survived(String who, String what, Throwable cause) {
    try {
      warning(who + ": " + what, cause);
    } catch (Throwable noMemory) {
      // The line is left out.
      return;
    }
  }

  /** Writes what helps to find a fault; the line is made later, and only if it is wanted. */
  public static void debug(Supplier<String> line) {
    QUEUE.add(Level.DEBUG, line, Optional.empty());
  }

  /** Writes what helps to find a fault, and its cause. */
  public static void debug(String line, Throwable cause) {
    QUEUE.add(Level.DEBUG, () -> line, Optional.of(cause));
  }

  /** Waits until the lines so far are written, but no longer than this; false if they were not. */
  public static boolean flush(Duration timeout) {
    return QUEUE.flush(timeout);
  }
}
