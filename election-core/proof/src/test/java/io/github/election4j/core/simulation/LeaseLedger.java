/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.MachineSettings;

/**
 * Checks {@link Invariant#LEASE_WAS_PROMISED}: computes one leader's lease again, from when each
 * voter was asked for the promise that it gave, on the leader's clock (design, section 4).
 */
final class LeaseLedger {

  private final Roster roster;
  private final int leader;
  private MachineSettings settings;
  private final long[] askedAt;
  private long term;
  private long promised;
  private long shownTerm;
  private long shownUntilNanos;
  private long votersBefore;
  private boolean electorateChanged;
  private long electorateSinceNanos;

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

  /** A process starts that has these settings. */
  void started(MachineSettings newSettings) {
    settings = newSettings;
  }

  /** A voter's promise for that term reached the leader's process. */
  void promised(long newTerm, int voter, long askedAtNanos) {
    beginTerm(newTerm);
    boolean ofEarlierVoters = electorateChanged && askedAtNanos - electorateSinceNanos < 0;
    if (newTerm != term || ofEarlierVoters) {
      return;
    }
    long bit = 1L << voter;
    if ((promised & bit) == 0 || askedAtNanos - askedAt[voter] > 0) {
      askedAt[voter] = askedAtNanos;
    }
    promised |= bit;
  }

  private void beginTerm(long newTerm) {
    if (newTerm > term) {
      term = newTerm;
      forget();
    }
  }

  private void forget() {
    promised = 0;
    votersBefore = 0;
    electorateChanged = false;
  }

  /**
   * The leader has changed the voters: what was promised before gives no longer lease any more, and
   * until the change is confirmed one needs a quorum of those before too.
   */
  void electorateChanges(long inTerm, long voters, long nowNanos) {
    beginTerm(inTerm);
    for (int voter = 0; voter < askedAt.length; voter++) {
      long until = (voter == leader ? nowNanos : askedAt[voter]) + settings.leaseNanos();
      boolean longer = inTerm != shownTerm || until - shownUntilNanos > 0;
      boolean hasPromised = voter == leader || (promised & (1L << voter)) != 0;
      if (hasPromised && longer && isBacked(voters, until, nowNanos)) {
        shownTerm = inTerm;
        shownUntilNanos = until;
      }
    }
    promised = 0;
    votersBefore = voters;
    electorateChanged = true;
    electorateSinceNanos = nowNanos;
  }

  /** The change is confirmed. */
  void electorateConfirmed() {
    votersBefore = 0;
  }

  /** The process is gone, and every promise made to it with it. */
  void crashed() {
    term = 0;
    forget();
    shownTerm = 0;
  }

  /**
   * The leader shows a lease. One that is over, or will be before it begins, says nothing; one that
   * is no longer than it was may outlive a change of the voters who promised it.
   */
  void holds(long ledTerm, Lease lease, long nowNanos, long voters) {
    boolean longer = ledTerm != shownTerm || lease.untilNanos() - shownUntilNanos > 0;
    if (lease.untilNanos() - nowNanos <= 0
        || lease.untilNanos() - lease.fromNanos() <= 0
        || !longer) {
      return;
    }
    shownTerm = ledTerm;
    shownUntilNanos = lease.untilNanos();
    beginTerm(ledTerm);
    boolean ofBefore = votersBefore == 0 || isBacked(votersBefore, lease.untilNanos(), nowNanos);
    if (!ofBefore || !isBacked(voters, lease.untilNanos(), nowNanos)) {
      long enough = backing(lease.untilNanos(), nowNanos);
      throw new Violation(
          Invariant.LEASE_WAS_PROMISED,
          "%s shows a lease of term %d for %d ns more, promised for so long by %s only; voters are %s, before %s"
              .formatted(
                  roster.id(leader),
                  ledTerm,
                  lease.untilNanos() - nowNanos,
                  roster.names(enough),
                  roster.names(voters),
                  roster.names(votersBefore)));
    }
  }

  /** Nobody can be elected without a sole voter, so that it needs no promise. */
  private boolean isBacked(long voters, long untilNanos, long nowNanos) {
    boolean sole = voters == 1L << leader && settings.minimumQuorum() <= 1;
    return sole || Roster.isQuorum(voters, backing(untilNanos, nowNanos), settings.minimumQuorum());
  }

  /** Who has promised the leader a lease until then; it promises itself one at every moment. */
  private long backing(long untilNanos, long nowNanos) {
    long backing = 0;
    for (int voter = 0; voter < askedAt.length; voter++) {
      boolean hasPromised = voter == leader || (promised & (1L << voter)) != 0;
      long asked = voter == leader ? nowNanos : askedAt[voter];
      if (hasPromised && asked + settings.leaseNanos() - untilNanos >= 0) {
        backing |= 1L << voter;
      }
    }
    return backing;
  }
}
