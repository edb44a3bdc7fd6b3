/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * The monotonic clock of one node: a piecewise linear function of true time. It may start near the
 * overflow of {@code long}, and its rate may change, but it never goes back.
 */
final class NodeClock {

  /**
   * The rate of true time. Rates are integers, so that reading the clock and asking when it reads
   * something agree exactly.
   */
  static final long TRUE_RATE = 1L << 20;

  /** When a clock reads what is too far away to matter. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int RATE_BITS = 20;
  private static final long HORIZON = 1L << 43;

  private long trueBase;
  private long localBase;
  private long rate;

  /**
   * Makes a clock.
   *
   * @param localStart what it reads at true time 0
   * @param rate its rate, {@link #TRUE_RATE} for a perfect one
   */
  NodeClock(long localStart, long rate) {
    this.localBase = localStart;
    this.rate = rate;
  }

  /**
   * The rate that is that much off, rounded towards the true rate, so that a bound is never
   * exceeded.
   */
  static long rateOff(double fraction) {
    return TRUE_RATE + (long) (fraction * TRUE_RATE);
  }

  /** What the clock reads at a true moment that is not before the last change of its rate. */
  long read(long trueNanos) {
    long elapsed = trueNanos - trueBase;
    long high = Math.multiplyHigh(elapsed, rate);
    return localBase + ((high << (Long.SIZE - RATE_BITS)) | ((elapsed * rate) >>> RATE_BITS));
  }

  /** The first true moment at which the clock reads at least that, if its rate stays. */
  long whenItReads(long local) {
    long delta = local - localBase;
    if (delta <= 0) {
      return trueBase;
    }
    if (delta >= HORIZON) {
      return NEVER;
    }
    return trueBase + ((delta << RATE_BITS) + rate - 1) / rate;
  }

  long rate() {
    return rate;
  }

  /** Changes the rate from a true moment on. */
  void changeRate(long trueNanos, long newRate) {
    localBase = read(trueNanos);
    trueBase = trueNanos;
    rate = newRate;
  }
}
