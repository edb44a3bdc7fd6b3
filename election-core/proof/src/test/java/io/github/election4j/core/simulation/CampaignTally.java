/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * Checks {@link Invariant#LEADER_WAS_ELECTED}: one candidate's votes, counted independently of it,
 * from the replies that reached its process.
 */
final class CampaignTally {

  private final Roster roster;
  private final int candidate;
  private int minimumQuorum;
  private long term;
  private long votes;
  private boolean anyBound;

  /** Whether it has won with the votes that it has: what others say later binds it no more. */
  private boolean won;

  private long boundUntilNanos;

  CampaignTally(Roster roster, int candidate, int minimumQuorum) {
    this.roster = roster;
    this.candidate = candidate;
    this.minimumQuorum = minimumQuorum;
  }

  /** A granted vote of that term reached the candidate, or its own became durable. */
  void granted(long newTerm, int voter) {
    if (newTerm > term) {
      term = newTerm;
      votes = 0;
      anyBound = false;
      won = false;
    }
    if (newTerm == term) {
      votes |= 1L << voter;
    }
  }

  /**
   * A granted vote reached the candidate that said until when its voter is bound to others. What a
   * voter says when it repeats its vote is no news: it has promised nothing to others since.
   */
  void granted(long ofTerm, int voter, long boundUntil) {
    boolean repeated = ofTerm == term && (votes & (1L << voter)) != 0;
    granted(ofTerm, voter);
    if (ofTerm == term && !repeated && !won && (!anyBound || boundUntil - boundUntilNanos > 0)) {
      boundUntilNanos = boundUntil;
      anyBound = true;
    }
  }

  /** A process starts that takes so many voters for a quorum at least. */
  void started(int newMinimumQuorum) {
    minimumQuorum = newMinimumQuorum;
  }

  /** The process is gone, and what it had counted. */
  void crashed() {
    term = 0;
    votes = 0;
    anyBound = false;
    won = false;
  }

  /** The candidate says that it leads. */
  void leads(long ledTerm, long voters) {
    long counted = ledTerm == term ? votes : 0;
    if (!Roster.isQuorum(voters, counted, minimumQuorum)) {
      throw new Violation(
          Invariant.LEADER_WAS_ELECTED,
          "%s leads term %d with the votes of %s; voters are %s"
              .formatted(
                  roster.id(candidate), ledTerm, roster.names(counted), roster.names(voters)));
    }
    won = true;
  }

  /** The leader shows from when on it is active. */
  void activeFrom(long ledTerm, long fromNanos) {
    if (ledTerm == term && anyBound && boundUntilNanos - fromNanos > 0) {
      throw new Violation(
          Invariant.PROMISES_ARE_WAITED_FOR,
          "%s is active in term %d from %d ns before its voters are free"
              .formatted(roster.id(candidate), ledTerm, boundUntilNanos - fromNanos));
    }
  }
}
