/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.ElectionEvent;
import io.github.election4j.core.machine.Lease;

/** Checks {@link Invariant#EVENTS_IN_ORDER} for one process. */
final class EventOrder {

  private static final long NONE = -1;

  private final String id;
  private long gainedTerm = NONE;
  private boolean stopped;

  EventOrder(String id) {
    this.id = id;
  }

  /**
   * The process announces an event.
   *
   * @param event what it says
   * @param lease what it shows at that moment
   * @param stepNanos when the step began, on the node's clock
   */
  void announces(ElectionEvent event, Lease lease, long stepNanos) {
    require(!stopped, "announces %s after it had stopped", event);
    switch (event) {
      case ElectionEvent.LeadershipGained gained -> {
        require(
            gainedTerm == NONE, "announces %s without having lost what it gained before", event);
        require(lease.isValid(stepNanos), "announces %s without a valid lease", event);
        gainedTerm = gained.term();
      }
      case ElectionEvent.LeadershipLost lost -> {
        require(gainedTerm == lost.term(), "announces %s without having gained that term", event);
        require(!lease.isValid(stepNanos), "announces %s while its lease is valid", event);
        gainedTerm = NONE;
      }
      case ElectionEvent.Stopped end -> {
        require(
            gainedTerm == NONE, "announces %s without having lost what it gained before", event);
        stopped = true;
      }
      default -> {}
    }
  }

  /** Whether a leadership was announced that has not been lost. */
  boolean isGained() {
    return gainedTerm != NONE;
  }

  private void require(boolean holds, String found, ElectionEvent event) {
    if (!holds) {
      throw new Violation(Invariant.EVENTS_IN_ORDER, id + " " + found.formatted(event));
    }
  }
}
