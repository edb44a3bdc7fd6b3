/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.simulation.Mutant;

/** Faults that the simulation does not look for, since they need an arrangement that is rare. */
final class ExplorationFaults {

  private ExplorationFaults() {}

  /**
   * Raft's own rule: a vote also in the node's own term, if it has not voted in it (design, section
   * 5, "the trap").
   */
  private static Mutant withRaftsVote(String fault) {
    return Mutant.of(
            fault,
            "Voter",
            "return below || repeated ?",
            "boolean open = node.term() == request.header().term() && node.vote().isEmpty();"
                + " return below || repeated || open ?")
        .and(
            "Voter",
            "if (request.header().term() > node.term()) { beginTermOf",
            "if (request.header().term() > node.term()"
                + " || (verdict == Verdict.GRANTED && node.vote().isEmpty())) { beginTermOf")
        .and(
            "Voter",
            "return request.proposedTerm() > node.term()",
            "return request.proposedTerm() >= node.term()")
        .and("DurableState", "term > ballot.term() &&", "term >= ballot.term() &&");
  }

  /** The strict rule of votes does no harm without its vote: so this takes Raft's as well. */
  static final Mutant VOTE_FORGOTTEN_AT_RESTART =
      withRaftsVote("remembers its term after a restart, but not its vote")
          .and(
              "DurableState",
              "this.ballot = loaded.ballot();",
              "this.ballot = new Ballot(loaded.ballot().term(), Optional.empty());");

  static final Mutant UNCONFIRMED_CHANGE =
      Mutant.of(
          "changes the members again before the last change is confirmed",
          "Membership",
          "&& leading.change().previous().isEmpty() && isConfirmed(leading);",
          ";");
}
