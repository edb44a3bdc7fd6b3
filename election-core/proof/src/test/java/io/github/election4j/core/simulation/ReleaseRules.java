/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Lease;

/** Checks {@link Invariant#RELEASED_WHEN_DONE} for one process. */
final class ReleaseRules {

  private static final long NONE = -1;

  private final String id;
  private long gainedTerm = NONE;
  private long releasedTerm = NONE;
  private long tasksEndedTerm = NONE;

  ReleaseRules(String id) {
    this.id = id;
  }

  /** The process became active in a term: tasks may run. */
  void gained(long term) {
    gainedTerm = term;
  }

  /** The process asks its tasks of a term to end. */
  void endsTasks(long term, Lease lease, long nowNanos) {
    if (lease.isValid(nowNanos)) {
      throw broken("ends its tasks of term %d while its lease is valid", term);
    }
  }

  /** All tasks of that term have ended, and the process was told so. */
  void tasksEnded(long term) {
    tasksEndedTerm = term;
  }

  /** The process gives its consent to a successor. */
  void releases(long term) {
    if (gainedTerm != term) {
      throw broken("releases term %d without ever having been active in it", term);
    }
    if (tasksEndedTerm != term) {
      throw broken("releases term %d while its tasks may still run", term);
    }
    releasedTerm = term;
  }

  /** The process shows a lease. */
  void holds(long term) {
    if (term == releasedTerm) {
      throw broken("holds a lease again in term %d, which it released", term);
    }
  }

  private Violation broken(String found, long term) {
    return new Violation(Invariant.RELEASED_WHEN_DONE, id + " " + found.formatted(term));
  }
}
