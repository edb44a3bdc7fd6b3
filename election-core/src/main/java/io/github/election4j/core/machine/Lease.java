/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

/**
 * When a node may act as the leader, on its own monotonic clock: from the end of all promises to
 * others until the end of those that a quorum has made to it (design, section 4). Whether it is
 * valid is never a flag: it is these two moments against the clock at the moment of asking.
 *
 * @param held false if there is none, or if it is given up and not released yet: nobody acts by it
 *     any more, and until its end nobody else does
 * @param fromNanos when promises to others have run out
 * @param untilNanos when the promises of the quorum may run out
 */
public record Lease(boolean held, long fromNanos, long untilNanos) {

  /**
   * A sole voter's lease has no end: nobody can be elected without its own vote, which a leader
   * does not give. Two and seventy years are long, and their sum with any moment does not overflow.
   */
  static final long WITHOUT_END_NANOS = Long.MAX_VALUE / 4;

  /** No lease. */
  public static final Lease NONE = new Lease(false, 0, 0);

  /**
   * Whether the lease is valid at a moment. Differences are compared, since {@code System.nanoTime}
   * may overflow.
   *
   * @param nowNanos the moment
   * @return true within the lease
   */
  public boolean isValid(long nowNanos) {
    return held && nowNanos - fromNanos >= 0 && nowNanos - untilNanos < 0;
  }

  /**
   * Whether it is given up, and nobody else can be active yet.
   *
   * @param nowNanos the moment
   * @return true from when it was given up until it is released or over
   */
  public boolean isGivenUp(long nowNanos) {
    return !held && !equals(NONE) && nowNanos - untilNanos < 0;
  }

  /**
   * How long the lease is that a promise gives: {@code P (1 - d) / (1 + d)}, so that it ends before
   * the promise does whichever of the two clocks is fast.
   *
   * @param promiseNanos how long the promise is
   * @param maxClockDrift bounds how far any clock's rate is from true, as a fraction
   * @return nanoseconds
   */
  public static long lengthNanos(long promiseNanos, double maxClockDrift) {
    return (long) (promiseNanos * (1 - maxClockDrift) / (1 + maxClockDrift));
  }

  /**
   * Until when the promises last that a quorum has made to this leader.
   *
   * @param quorumMomentNanos a moment before the newest round was sent that a quorum has answered
   * @param lengthNanos how long the lease is from there
   * @return the moment, on the leader's clock
   */
  public static long untilNanos(long quorumMomentNanos, long lengthNanos) {
    return quorumMomentNanos + lengthNanos;
  }

  /**
   * Likewise while a change of the voters is not confirmed: it takes a quorum of both
   * configurations, and what was promised before the change is not cut short.
   *
   * @param momentNanos that of the configuration in force
   * @param previousMomentNanos that of the configuration before the change
   * @param lengthNanos how long the lease is from there
   * @param frozenNanos until when the promises last that were made before the change
   * @return the moment, on the leader's clock
   */
  public static long untilNanosDuringChange(
      long momentNanos, long previousMomentNanos, long lengthNanos, long frozenNanos) {
    long both = Moments.earlier(momentNanos, previousMomentNanos);
    return Moments.later(untilNanos(both, lengthNanos), frozenNanos);
  }
}
