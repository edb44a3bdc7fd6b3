/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Moments as RFC 3339 text in UTC with microseconds: always 27 characters, so that they sort as
 * text. By hand, since the formatters of the JDK take longer to load than an election takes.
 */
public final class Timestamps {

  private Timestamps() {}

  /**
   * Date and time.
   *
   * @param moment in the years 0 to 9999
   * @return for example {@code 2026-01-31T09:05:00.000125Z}
   */
  public static String text(Instant moment) {
    LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(27);
    append(text, time.getYear(), 4, '-');
    append(text, time.getMonthValue(), 2, '-');
    append(text, time.getDayOfMonth(), 2, 'T');
    append(text, time.getHour(), 2, ':');
    append(text, time.getMinute(), 2, ':');
    append(text, time.getSecond(), 2, '.');
    append(text, time.getNano() / 1_000, 6, 'Z');
    return text.toString();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @param text a moment, exactly as it is written
   * @return the moment
   * @throws IllegalArgumentException if it is none; says what was expected
   */
  public static Instant parse(String text) {
    try {
      // A year beyond four digits begins with a sign.
      if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
        Instant moment = Instant.parse(text);
        if (text(moment).equals(text)) {
          return moment;
        }
      }
    } catch (DateTimeException noMoment) {
      // What follows says so.
    }
    throw new IllegalArgumentException(
        "'%s' is no moment; expected one such as 2026-01-31T09:05:00.000125Z".formatted(text));
  }

  /**
   * The time of day alone.
   *
   * @param moment in the years 0 to 9999
   * @return for example {@code 09:05:00.000125}
   */
  public static String timeOfDay(Instant moment) {
    return text(moment).substring(11, 26);
  }

  private static void append(StringBuilder text, int number, int digits, char end) {
    String plain = Integer.toString(number);
    text.repeat('0', digits - plain.length()).append(plain).append(end);
  }
}
