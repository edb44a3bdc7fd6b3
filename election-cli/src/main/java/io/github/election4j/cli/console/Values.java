/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import io.github.election4j.wire.WireLimits;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the values of options. Each method fails with what was expected, as {@link
 * Arguments.Reader} asks.
 */
public final class Values {

  /** Longer than any setting makes sense, and far from where nanoseconds overflow. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private Values() {}

  /**
   * A span of time between two durations.
   *
   * @param shortest the lower end
   * @param longest the upper end, not below the lower
   */
  public record DurationRange(Duration shortest, Duration longest) {}

  /** Digits of no other script: the library's own numbers are written with these. */
  private static final Pattern DURATION =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(us|ms|s|m)");

  /**
   * Reads a duration.
   *
   * @param text a number, decimals allowed, and a unit: us, ms, s or m
   * @return a positive duration of at most an hour, in whole nanoseconds
   */
  public static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      long unit =
          switch (matcher.group(2)) {
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            default -> 60_000_000_000L;
          };
      BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
      if (nanos.compareTo(BigDecimal.ONE) >= 0
          && nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) <= 0) {
        return Duration.ofNanos(nanos.longValue());
      }
    }
    throw new IllegalArgumentException("a duration from 1us to 60m, such as 50ms, 0.5s or 2s");
  }

  /**
   * Reads a range of durations.
   *
   * @param text two durations with {@code ..} between them
   * @return the range
   */
  public static DurationRange durationRange(String text) {
    String expected = "a range of durations such as 150ms..300ms, the shorter first";
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw new IllegalArgumentException(expected);
    }
    DurationRange range;
    try {
      range =
          new DurationRange(duration(text.substring(0, dots)), duration(text.substring(dots + 2)));
    } catch (IllegalArgumentException notDurations) {
      throw new IllegalArgumentException(expected, notDurations);
    }
    if (range.shortest().compareTo(range.longest()) > 0) {
      throw new IllegalArgumentException(expected);
    }
    return range;
  }

  /**
   * Makes a reader of whole numbers.
   *
   * @param least the smallest that is allowed
   * @param most the largest that is allowed
   * @return reads a number within the bounds
   */
  public static Arguments.Reader<Integer> wholeNumber(int least, int most) {
    return text -> {
      String expected = "a whole number from %d to %d".formatted(least, most);
      int number;
      try {
        number = Integer.parseInt(ownDigits(text));
      } catch (NumberFormatException notWhole) {
        throw new IllegalArgumentException(expected, notWhole);
      }
      if (number < least || number > most) {
        throw new IllegalArgumentException(expected);
      }
      return number;
    };
  }

  /**
   * Reads a fraction.
   *
   * @param text a decimal number
   * @return at least 0 and below 1
   */
  public static double fraction(String text) {
    String expected = "a fraction from 0 to below 1, such as 0.1";
    double fraction;
    try {
      fraction = new BigDecimal(ownDigits(text)).doubleValue();
    } catch (NumberFormatException notDecimal) {
      throw new IllegalArgumentException(expected, notDecimal);
    }
    if (fraction < 0 || fraction >= 1) {
      throw new IllegalArgumentException(expected);
    }
    return fraction;
  }

  /** Refuses digits of other scripts, which Java reads as numbers and nobody sees in a log. */
  private static String ownDigits(String text) {
    if (!text.chars().allMatch(character -> character < 128)) {
      throw new NumberFormatException("digits other than 0 to 9");
    }
    return text;
  }

  /**
   * Reads a name, of a member or of a group.
   *
   * @param text the name
   * @return the name
   */
  public static String name(String text) {
    if (!WireLimits.isName(text)) {
      throw new IllegalArgumentException(
          "1 to 128 of the characters A-Z a-z 0-9 . _ : - with a letter or a digit first");
    }
    return text;
  }

  /**
   * Reads the path of a directory.
   *
   * @param text the path
   * @return the path
   */
  public static Path directory(String text) {
    return path(text, "the path of a directory");
  }

  /**
   * Reads the path of a file.
   *
   * @param text the path
   * @return the path
   */
  public static Path file(String text) {
    return path(text, "the path of a file");
  }

  private static Path path(String text, String expected) {
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException notPath) {
      throw new IllegalArgumentException(expected, notPath);
    }
    throw new IllegalArgumentException(expected);
  }
}
