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
  private final int minimumQuorum;
  private long term;
  private long votes;

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
    }
    if (newTerm == term) {
      votes |= 1L << voter;
    }
  }

  /** The process is gone, and what it had counted. */
  void crashed() {
    term = 0;
    votes = 0;
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
  }
}
