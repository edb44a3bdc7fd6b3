/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How late the member's own timer is, and its peers' answers, and what that means: a leader that is
 * later than its settings bear loses its lease, a follower takes a leader for dead. For any thread.
 */
final class Lateness {

  private final ElectionSettings settings;
  private final Duration bearable;
  private final WorstWarned timer = new WorstWarned();
  private final WorstWarned answers = new WorstWarned();

  Lateness(ElectionSettings settings) {
    this.settings = settings;
    this.bearable = TimingAdvice.bearableLateness(settings);
  }

  /** Takes a wake-up that came late; the warning that it is worth. */
  Optional<String> wokenLate(long nanos) {
    if (nanos <= bearable.toNanos() || !timer.isWorse(nanos)) {
      return Optional.empty();
    }
    return Optional.of(
        "a timer of this member woke up %d ms late; expected at most %d ms, or a leader loses its lease; see what keeps the process from running (a busy or paused machine, a limit on its processor time, garbage collection), or use %s on all members"
            .formatted(millis(nanos), bearable.toMillis(), advice(nanos)));
  }

  /** Takes how long an answer took; the warning that it is worth. */
  Optional<String> answered(String peer, long nanos) {
    if (nanos <= bearable.toNanos() || !answers.isWorse(nanos)) {
      return Optional.empty();
    }
    return Optional.of(
        "'%s' answered after %d ms; expected at most %d ms, or a leader loses its lease; see to the network, and to the machine and the disk of that member, or use %s on all members"
            .formatted(peer, millis(nanos), bearable.toMillis(), advice(nanos)));
  }

  private String advice(long lateNanos) {
    return TimingAdvice.words(TimingAdvice.forLateness(settings, Duration.ofNanos(lateNanos)));
  }

  private static long millis(long nanos) {
    return Duration.ofNanos(nanos).toMillis();
  }
}
