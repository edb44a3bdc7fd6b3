/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How long forced writes take, and what that means: a vote takes one, so that no election ends
 * while one takes longer than the shortest election timeout. Used by one thread at a time.
 */
final class ForcedWrites {

  private final ElectionSettings settings;
  private long count;
  private long totalNanos;
  private long worstNanos;
  private final WorstWarned warned = new WorstWarned();

  ForcedWrites(ElectionSettings settings) {
    this.settings = settings;
  }

  /** Takes a write that has ended; the warning that it is worth. */
  Optional<String> ended(long nanos) {
    count++;
    totalNanos += nanos;
    worstNanos = Math.max(worstNanos, nanos);
    return warning(
        nanos,
        "a forced write took %d ms (in the mean %d ms)".formatted(millis(nanos), millis(mean())));
  }

  /** Takes a write that goes on; the warning that it is worth. */
  Optional<String> late(long nanos) {
    return warning(
        nanos, "a forced write has taken %d ms so far, and has not ended".formatted(millis(nanos)));
  }

  private Optional<String> warning(long nanos, String what) {
    boolean tooLong = nanos > settings.timing().minElectionTimeout().toNanos();
    if (!tooLong || !warned.isWorse(nanos)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s; expected less than the shortest election timeout of %d ms, or elections take several attempts or do not end; see to the disk, or use %s on all members"
            .formatted(
                what,
                settings.timing().minElectionTimeout().toMillis(),
                TimingAdvice.words(
                    TimingAdvice.forWrites(
                        settings, Duration.ofNanos(Math.max(nanos, worstNanos))))));
  }

  private long mean() {
    return totalNanos / Math.max(1, count);
  }

  private static long millis(long nanos) {
    return Duration.ofNanos(nanos).toMillis();
  }
}
