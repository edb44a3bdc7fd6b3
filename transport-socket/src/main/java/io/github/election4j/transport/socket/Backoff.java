/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after failed attempts: from the shortest to the longest pause, twice as long
 * each time, each shortened at random by up to a half so that those that failed together do not
 * come back together. Not thread-safe.
 */
final class Backoff {

  private final Patience patience;
  private int failures;

  Backoff(Patience patience) {
    this.patience = patience;
  }

  void succeeded() {
    failures = 0;
  }

  /** Counts a failure; the pause before the next attempt in nanoseconds. */
  long failed() {
    long longest = patience.longestPause().toNanos();
    long shortest = patience.shortestPause().toNanos();
    long pause = failures < 20 ? Math.min(longest, shortest << failures) : longest;
    failures++;
    return pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1);
  }
}
