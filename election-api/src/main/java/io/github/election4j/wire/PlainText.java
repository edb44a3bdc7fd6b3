/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.regex.Pattern;

/**
 * Makes text that may have come from anybody fit for a log or a terminal: what could begin a line,
 * move a cursor, or turn the direction of writing is replaced. Names and texts of messages are
 * checked when they are decoded; this is for whoever prints what a peer, an operator or a stranger
 * has sent, and need not know by which way it came.
 *
 * @since 0.1
 */
public final class PlainText {

  private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final Pattern NOT_IN_LINES = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\n\t]]");

  /**
   * Without the characters that are not assigned yet, which another release of Java may know, and
   * the sender's had as text.
   */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final Pattern CONTROL_IN_LINES =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n\t]]");

  private PlainText() {}

  /** Whether nothing in it begins a line, moves a cursor or turns the direction of writing. */
  static boolean isLine(String text) {
    return !CONTROL.matcher(text).find();
  }

  /** The same, but for the ends of lines and tabs. */
  static boolean isLines(String text) {
    return !CONTROL_IN_LINES.matcher(text).find();
  }

  /** What {@link #isLines} says yes to, with a question mark for each other character. */
  static String toLines(String text) {
    return CONTROL_IN_LINES.matcher(text).replaceAll("?");
  }

  /**
   * The text as one line.
   *
   * @param text to be shown; not null
   * @return the same, with a question mark for each character that does not belong into a line;
   *     never null
   */
  public static String line(String text) {
    return NOT_IN_A_LINE.matcher(text).replaceAll("?");
  }

  /**
   * The text as the lines that it has.
   *
   * @param text to be shown; not null
   * @return as {@link #line}, but for the ends of lines and tabs, which stay; never null
   */
  public static String lines(String text) {
    return NOT_IN_LINES.matcher(text).replaceAll("?");
  }
}
