/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * Checks {@link Invariant#PRE_VOTE_COMES_FIRST} for one process: who would vote for it, counted
 * from the replies that reached it.
 */
final class PreVoteTally {

  private final Roster roster;
  private final int node;
  private final int minimumQuorum;
  private long round;
  private long term;
  private long grants;
  private long consentTerm;
  private boolean proved;
  private long provedTerm;

  PreVoteTally(Roster roster, int node, int minimumQuorum) {
    this.roster = roster;
    this.node = node;
    this.minimumQuorum = minimumQuorum;
  }

  /**
   * A voter would vote for the node in that term, and so in any later one. What was said in an
   * earlier round does not count.
   */
  void granted(long ofRound, long proposedTerm, int voter) {
    if (ofRound > round) {
      round = ofRound;
      term = 0;
      grants = 1L << node;
    }
    if (ofRound == round) {
      term = Math.max(term, proposedTerm);
      grants |= 1L << voter;
    }
  }

  /**
   * The leader of a term consents to the node's candidacy in the next. What comes late from an
   * earlier term takes nothing back.
   */
  void consented(long leaderTerm) {
    consentTerm = Math.max(consentTerm, leaderTerm + 1);
  }

  /** A process is proved to be dead, which may be the leader's: one candidacy needs no more. */
  void proved() {
    proved = true;
  }

  /** The node asks for votes in a term. */
  void campaigns(long newTerm, long voters) {
    long counted = newTerm >= term ? grants : 1L << node;
    if (newTerm == consentTerm
        || newTerm == provedTerm
        || Roster.isQuorum(voters, counted, minimumQuorum)) {
      return;
    }
    if (proved) {
      proved = false;
      provedTerm = newTerm;
    } else {
      throw new Violation(
          Invariant.PRE_VOTE_COMES_FIRST,
          "%s campaigns in term %d with the pre-votes of %s; voters are %s"
              .formatted(roster.id(node), newTerm, roster.names(counted), roster.names(voters)));
    }
  }
}
