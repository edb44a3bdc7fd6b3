/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeView;

/**
 * Checks {@link Invariant#LEASE_WAS_PROMISED}: computes one leader's lease again, from when each
 * voter was asked for the promise that it gave, on the leader's clock (design, section 4).
 */
final class LeaseLedger {

  private final Roster roster;
  private final int leader;
  private final MachineSettings settings;
  private final long[] askedAt;
  private long term;
  private long promised;
  private long shownTerm;
  private long shownUntilNanos;

  /**
   * Makes an empty ledger.
   *
   * @param roster all nodes
   * @param leader whose lease it is about
   * @param settings the leader's
   */
  LeaseLedger(Roster roster, int leader, MachineSettings settings) {
    this.roster = roster;
    this.leader = leader;
    this.settings = settings;
    this.askedAt = new long[roster.size()];
  }

  /** A voter's promise for that term reached the leader's process. */
  void promised(long newTerm, int voter, long askedAtNanos) {
    if (newTerm > term) {
      term = newTerm;
      promised = 0;
    }
    if (newTerm != term) {
      return;
    }
    long bit = 1L << voter;
    if ((promised & bit) == 0 || askedAtNanos - askedAt[voter] > 0) {
      askedAt[voter] = askedAtNanos;
    }
    promised |= bit;
  }

  /** The process is gone, and every promise made to it with it. */
  void crashed() {
    term = 0;
    promised = 0;
    shownTerm = 0;
  }

  /**
   * The leader shows a lease. One that is over, or will be before it begins, says nothing; one that
   * is no longer than it was may outlive a change of the voters who promised it.
   */
  void holds(long ledTerm, NodeView.Lease lease, long nowNanos, long voters) {
    boolean longer = ledTerm != shownTerm || lease.untilNanos() - shownUntilNanos > 0;
    if (lease.untilNanos() - nowNanos <= 0
        || lease.untilNanos() - lease.fromNanos() <= 0
        || !longer) {
      return;
    }
    shownTerm = ledTerm;
    shownUntilNanos = lease.untilNanos();
    long backing = (ledTerm == term ? promised : 0) | (1L << leader);
    long enough = 0;
    for (int voter = 0; voter < askedAt.length; voter++) {
      long asked = voter == leader ? nowNanos : askedAt[voter];
      if ((backing & (1L << voter)) != 0
          && asked + settings.leaseNanos() - lease.untilNanos() >= 0) {
        enough |= 1L << voter;
      }
    }
    if (!Roster.isQuorum(voters, enough, settings.minimumQuorum())) {
      throw new Violation(
          Invariant.LEASE_WAS_PROMISED,
          "%s shows a lease of term %d for %d ns more, promised for so long by %s only; voters are %s"
              .formatted(
                  roster.id(leader),
                  ledTerm,
                  lease.untilNanos() - nowNanos,
                  roster.names(enough),
                  roster.names(voters)));
    }
  }
}
