/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A moment by which something must be done.
 *
 * @param atNanos that moment, as {@link System#nanoTime} counts
 */
record Deadline(long atNanos) {

  /** Longer waits are cut to this, so that sums with {@code nanoTime} do not overflow. */
  private static final Duration LONGEST = Duration.ofDays(3_650);

  static Deadline after(Duration wait) {
    Duration bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /** The earlier of this and a moment that is some time from now. */
  Deadline atMost(Duration wait) {
    Deadline other = after(wait);
    return other.atNanos - atNanos < 0 ? other : this;
  }

  /** The end of an equal part of what is left, when so many parts are to come. */
  Deadline share(int parts) {
    return new Deadline(System.nanoTime() + remainingNanos() / parts);
  }

  /** What is left in nanoseconds; zero or negative if it has passed. */
  long remainingNanos() {
    return atNanos - System.nanoTime();
  }

  /**
   * What is left in milliseconds, as sockets want it: at least 1, since 0 would mean for ever.
   *
   * @throws SocketTimeoutException if it has passed
   */
  int remainingMillis() throws SocketTimeoutException {
    long nanos = remainingNanos();
    if (nanos <= 0) {
      throw new SocketTimeoutException("the time ran out");
    }
    return Math.clamp(nanos / 1_000_000 + 1, 1, Integer.MAX_VALUE);
  }
}
