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

  /**
   * The published protocol, with asynchronous messages, elects two leaders in one term (design,
   * section 5, "the trap"). Each of these edits switches off a rule that keeps it from that: Raft's
   * vote, a configuration that is installed, and written again, without its term, and the term that
   * the answer to a pre-vote tells.
   */
  static final Mutant TRAP =
      withRaftsVote("votes as Raft does, and installs a configuration without its term")
          .and(
              "ConfigurationInstaller",
              "if (newer.id().term() > node.term()) {",
              "if (newer.id().term() > node.term() && node.role() instanceof RoleState.Leader) {")
          .and(
              "DurableState",
              "newer.id().term() <= ballot.term(),",
              "newer.id().term() <= ballot.term() || true,")
          .and(
              "DurableState",
              "newer.id().isNewerThan(configuration.id()),",
              "newer.id().compareTo(configuration.id()) >= 0,")
          .and(
              "DurableState",
              "return new VoteRecord( ballot, staged.orElse(configuration),",
              "return new VoteRecord( ballot,"
                  + " configuration.id().term() > ballot.term()"
                  + " ? durable.configuration() : staged.orElse(configuration),")
          .and(
              "Plausibility",
              "if (configuration.term() > term) {",
              "if (configuration.term() > term + 1) {")
          .and("Terms", "case REMEMBERED -> node.noteTerm(term);", "case REMEMBERED -> {}")
          .and("Node", "return isDurable ?", "return term() < 0 ?");

  static final Mutant UNCONFIRMED_CHANGE =
      Mutant.of(
          "changes the members again before the last change is confirmed",
          "Membership",
          "&& leading.change().previous().isEmpty() && isConfirmed(leading);",
          ";");
}
