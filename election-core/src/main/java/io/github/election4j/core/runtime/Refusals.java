/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.wire.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many requests of peers were refused that no member sends which keeps the rules, by the reason
 * (design, section 12 rule 4). A process that was copied, a wiped disk, or an attack is seen by
 * them; where one of them grows a warning says more.
 */
final class Refusals {

  /** Why a request was refused. */
  private enum Reason {
    OTHER_SPEAKER("refused-other-speaker"),
    NO_MEMBER("refused-no-member"),
    OTHER_DISK("refused-other-disk"),
    EARLIER_START("refused-earlier-start"),
    SECOND_PROCESS("refused-second-process"),
    OTHER_FOUNDERS("refused-other-founders"),
    IMPLAUSIBLE("refused-implausible"),
    ALREADY_HEARD("refused-already-heard");

    private final String counter;

    Reason(String counter) {
      this.counter = counter;
    }
  }

  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

  Refusals() {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  /** Somebody else spoke there than the request says. */
  void countOtherSpeaker() {
    count(Reason.OTHER_SPEAKER);
  }

  /** Takes note of what a request was answered, which is not a refusal most of the time. */
  void note(Verdict verdict) {
    switch (verdict) {
      case NOT_A_MEMBER -> count(Reason.NO_MEMBER);
      case WRONG_IDENTITY -> count(Reason.OTHER_DISK);
      case STALE_INCARNATION -> count(Reason.EARLIER_START);
      case ANOTHER_ALIVE -> count(Reason.SECOND_PROCESS);
      case FOUNDERS_DIFFER -> count(Reason.OTHER_FOUNDERS);
      case IMPLAUSIBLE -> count(Reason.IMPLAUSIBLE);
      case ALREADY_HEARD -> count(Reason.ALREADY_HEARD);
      case GRANTED,
          STALE_TERM,
          LEADER_ALIVE,
          TERM_NOT_NEWER,
          CONFIGURATION_OLDER,
          NOT_ELIGIBLE,
          NOT_A_VOTER,
          UNAVAILABLE -> {}
    }
  }

  private void count(Reason reason) {
    Objects.requireNonNull(counts.get(reason)).increment();
  }

  /** All of them by the names under which they are documented, in the same order each time. */
  Map<String, Long> toMap() {
    Map<String, Long> named = new LinkedHashMap<>();
    counts.forEach((reason, count) -> named.put(reason.counter, count.sum()));
    return named;
  }
}
