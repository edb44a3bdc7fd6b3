/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How late the member's own timer is, and what that means: a leader that is later than its settings
 * bear loses its lease, a follower takes a leader for dead. Used by one thread at a time.
 */
final class Lateness {

  /** By how much it must have got worse to be worth another warning. */
  private static final double WORSE = 1.5;

  private final ElectionSettings settings;
  private final Duration bearable;
  private long warnedNanos;

  Lateness(ElectionSettings settings) {
    this.settings = settings;
    this.bearable = TimingAdvice.bearableLateness(settings);
  }

  /** Takes a wake-up that came late; the warning that it is worth. */
  Optional<String> wokenLate(long nanos) {
    if (nanos <= bearable.toNanos() || nanos < warnedNanos * WORSE) {
      return Optional.empty();
    }
    warnedNanos = nanos;
    Duration late = Duration.ofNanos(nanos);
    return Optional.of(
        "a timer of this member woke up %d ms late; expected at most %d ms, or a leader loses its lease; see what keeps the process from running (a busy or paused machine, a limit on its processor time, garbage collection), or use %s on all members"
            .formatted(
                late.toMillis(),
                bearable.toMillis(),
                TimingAdvice.words(TimingAdvice.forLateness(settings, late))));
  }
}
