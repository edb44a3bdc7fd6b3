/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a leader has come in handing over: somebody must be able to take over, its tasks end,
 * then it releases its term to one successor after another until one campaigns (design, section 4;
 * thesis 3.10). Immutable.
 *
 * @param phase what it waits for
 * @param wanted the successor that was asked for; empty for the best one
 * @param tried those that were asked already
 * @param patienceUntilNanos how long it waits for somebody who is able to take over, then for its
 *     tasks
 */
record HandOverProgress(
    Phase phase, Optional<String> wanted, Set<String> tried, long patienceUntilNanos) {

  /** What a leader that hands over waits for. */
  enum Phase {
    /** It does not hand over. */
    NOT_ASKED,
    /** It still leads: those that may take over have yet to hold its configuration. */
    SUCCESSOR_CATCHING_UP,
    /** Its tasks must end before anything is released. */
    TASKS_ENDING,
    /** The successor must say that it campaigns. */
    RELEASED
  }

  static final HandOverProgress NONE =
      new HandOverProgress(Phase.NOT_ASKED, Optional.empty(), Set.of(), 0);

  static HandOverProgress asked(Optional<String> wanted, long patienceUntilNanos) {
    return new HandOverProgress(Phase.SUCCESSOR_CATCHING_UP, wanted, Set.of(), patienceUntilNanos);
  }

  HandOverProgress endingTasks(long newPatienceUntilNanos) {
    return new HandOverProgress(Phase.TASKS_ENDING, wanted, tried, newPatienceUntilNanos);
  }

  HandOverProgress trying(String successor) {
    Set<String> all = new TreeSet<>(tried);
    all.add(successor);
    return new HandOverProgress(Phase.RELEASED, wanted, Set.copyOf(all), patienceUntilNanos);
  }

  /** The successor that campaigns, unless several were asked and it cannot be told which one. */
  Optional<String> onlyTried() {
    return tried.size() == 1 ? tried.stream().findFirst() : Optional.empty();
  }

  /** Whether what it waits for has an end. */
  boolean hasPatience() {
    return phase == Phase.SUCCESSOR_CATCHING_UP || phase == Phase.TASKS_ENDING;
  }

  boolean isUnderWay() {
    return phase != Phase.NOT_ASKED;
  }
}
