/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.util.OptionalLong;

/**
 * Notices that the wall clock has advanced much further than the monotonic clock: the machine was
 * suspended while its monotonic clock stood still, so that a lease looks fresh that ran out long
 * ago (design, end of section 4). A wall clock that an operator sets forwards looks the same, and
 * costs a healthy leader its tenure; that is the harmless side to err on. Not safe for use by
 * several threads.
 */
final class SuspensionWatch {

  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * How long reading both clocks may take; a thread that was preempted between them proves nothing.
   */
  private static final long LONGEST_READING_NANOS = NANOS_PER_MILLI;

  private final Clocks clocks;
  private final long toleranceNanos;
  private OptionalLong lastOffsetNanos = OptionalLong.empty();

  SuspensionWatch(Clocks clocks, long toleranceNanos) {
    this.clocks = clocks;
    this.toleranceNanos = toleranceNanos;
  }

  /** By how many nanoseconds the wall clock has run ahead since the last call; empty if hardly. */
  OptionalLong jump() {
    long before = clocks.nanoTime();
    long wallNanos = clocks.wallMillis() * NANOS_PER_MILLI;
    if (clocks.nanoTime() - before > LONGEST_READING_NANOS) {
      return OptionalLong.empty();
    }
    long offset = wallNanos - before;
    long ahead = lastOffsetNanos.isPresent() ? offset - lastOffsetNanos.getAsLong() : 0;
    lastOffsetNanos = OptionalLong.of(offset);
    return ahead > toleranceNanos ? OptionalLong.of(ahead) : OptionalLong.empty();
  }
}
