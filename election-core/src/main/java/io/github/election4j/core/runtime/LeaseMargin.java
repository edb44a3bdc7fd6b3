/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.machine.Lease;
import java.time.Duration;
import java.util.Optional;

/**
 * How near the lease of the latest leadership came to its end before it was renewed: what a member
 * has left to be late by. Noted by one thread at a time, read by any.
 */
final class LeaseMargin {

  private static final long NOT_RENEWED = Long.MAX_VALUE;

  private volatile long smallestNanos = NOT_RENEWED;

  /** Used by the noting thread alone. */
  private Lease shown = Lease.NONE;

  /** The view shows this lease now. */
  void noted(Lease lease, long nowNanos) {
    if (lease.held() && !shown.held()) {
      smallestNanos = NOT_RENEWED;
    } else if (shown.held() && !lease.equals(shown)) {
      long leftNanos = Math.max(0, shown.untilNanos() - nowNanos);
      if (lease.held() || leftNanos == 0) {
        smallestNanos = Math.min(smallestNanos, leftNanos);
      }
    }
    shown = lease;
  }

  /** The smallest so far; empty if no lease was renewed yet. */
  Optional<Duration> smallest() {
    long nanos = smallestNanos;
    return nanos == NOT_RENEWED ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
  }
}
