/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.time.Duration;

/**
 * A moment on the monotonic clock by which something must have happened.
 *
 * @param atNanos the moment
 */
record Deadline(long atNanos) {

  /** Longer than any process lives, and short enough to be added to a moment. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

  static Deadline in(Duration timeout) {
    Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    return new Deadline(System.nanoTime() + (bounded.isNegative() ? 0 : bounded.toNanos()));
  }

  /**
   * A duration for a person; one that is too long for a number of milliseconds is as long as any.
   */
  static long millis(Duration timeout) {
    if (timeout.isNegative()) {
      return 0;
    }
    return timeout.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : timeout.toMillis();
  }

  /** What is left; zero or less if it has passed. */
  long remainingNanos() {
    return atNanos - System.nanoTime();
  }
}
