/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

/** Spans of time as a person reads them. */
final class Spans {

  private static final long MILLI = 1_000;
  private static final long SECOND = 1_000_000;
  private static final long HUNDRED_SECONDS = 100 * SECOND;

  private Spans() {}

  /**
   * In a unit that fits.
   *
   * @param micros microseconds, at least 0
   * @return for example {@code 121.3 ms}
   */
  static String text(long micros) {
    if (micros < SECOND) {
      return tenths(micros, MILLI) + " ms";
    }
    return micros < HUNDRED_SECONDS
        ? tenths(micros, SECOND) + " s"
        : Math.round((double) micros / SECOND) + " s";
  }

  private static String tenths(long micros, long unit) {
    long tenths = Math.round(micros * 10.0 / unit);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
