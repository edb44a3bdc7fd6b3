/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.core.exploration.ExplorationPlan.Bounds;
import io.github.election4j.core.exploration.ExplorationPlan.Faults;
import io.github.election4j.core.exploration.ExplorationPlan.NodeBounds;
import io.github.election4j.core.simulation.Invariant;
import io.github.election4j.core.simulation.MachineUnderTest;
import io.github.election4j.core.simulation.Mutant;
import io.github.election4j.core.simulation.MutantCatalogue;
import io.github.election4j.core.simulation.MutantCompiler;
import io.github.election4j.core.simulation.MutantLoader;
import io.github.election4j.core.simulation.Violation;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exploration that finds nothing may be blind: faults are put into the machine. */
@DisplayName("A fault put into the machine is found by exploration:")
class ExplorationFaultsTest {

  private static final long MOST_STATES = 1_500_000;
  private static final NodeBounds TWO_TERMS = new NodeBounds(2, 6, 1);

  @TempDir private Path directory;

  // ---- elections

  @Test
  @DisplayName("a vote that is told before it is durable")
  void toldBeforeDurable() throws Exception {
    requireFound(
        Invariant.DURABLE_BEFORE_SENT, known("votes before the vote is durable"), elections());
  }

  @Test
  @DisplayName("a term and a vote that are not read again after a restart")
  void forgottenAtRestart() throws Exception {
    requireFound(
        Invariant.TERM_NEVER_GOES_BACK,
        known("starts with the term that it had first, not the last one"),
        elections());
  }

  @Test
  @DisplayName("a vote that is not read again after a restart, though the term is")
  void votesTwice() throws Exception {
    requireFound(
        Invariant.ONE_VOTE_A_TERM,
        ExplorationFaults.VOTE_FORGOTTEN_AT_RESTART,
        Plans.twoNodesAndWitness(new Bounds(new NodeBounds(1, 2, 1), 6, new Faults(0, 0, 1)))
            .withPromptDisks());
  }

  @Test
  @DisplayName("a voter that is counted twice")
  void countedTwice() throws Exception {
    requireFound(Invariant.LEADER_WAS_ELECTED, known("counts each voter twice"), elections());
  }

  @Test
  @DisplayName("a refusal that is counted as a vote")
  void refusalCounted() throws Exception {
    requireFound(Invariant.LEADER_WAS_ELECTED, known("counts a refused vote"), elections());
  }

  @Test
  @DisplayName("a heartbeat of a term that is over, accepted")
  void staleTerm() throws Exception {
    requireFound(
        Invariant.GRANTED_IN_ITS_TERM,
        known("accepts the heartbeat of a lower term"),
        elections().from(Opening.elected(Plans.A, Plans.B, Plans.C)));
  }

  @Test
  @DisplayName("a pre-vote that changes a term")
  void preVote() throws Exception {
    requireFound(
        Invariant.PRE_VOTE_CHANGES_NOTHING,
        known("adopts the term of a pre-vote request"),
        elections());
  }

  @Test
  @DisplayName("a new leader that does not write the configuration under its own term")
  void notWrittenAgain() throws Exception {
    requireFound(
        Invariant.CONFIGURATION_IN_ITS_TERM,
        known("does not write the configuration again as a new leader"),
        elections());
  }

  private static ExplorationPlan elections() {
    return Plans.twoNodesAndWitness(new Bounds(TWO_TERMS, 6, new Faults(1, 0, 1)));
  }

  // ---- leases

  @Test
  @DisplayName("a winner that does not wait for promises made to another")
  void promisesNotWaitedFor() throws Exception {
    requireFound(
        Invariant.ONE_ACTIVE_LEADER,
        known("does not wait for the promises made to others"),
        leases());
  }

  @Test
  @DisplayName("a voter that does not say what it has promised")
  void promisesNotTold() throws Exception {
    requireFound(Invariant.ONE_ACTIVE_LEADER, known("reports no remaining promise"), leases());
  }

  @Test
  @DisplayName("a voter that forgets its promises with a restart")
  void promisesForgotten() throws Exception {
    requireFound(
        Invariant.ONE_ACTIVE_LEADER,
        known("forgets its promises at a restart, and votes at once"),
        Plans.leases(new Bounds(new NodeBounds(2, 4, 1), 5, Faults.NONE))
            .from(Opening.elected(Plans.A, Plans.C).withRestartOf(Plans.C)));
  }

  @Test
  @DisplayName("a lease that does not allow for the drift of clocks")
  void driftIgnored() throws Exception {
    requireFound(Invariant.ONE_ACTIVE_LEADER, known("ignores the drift of clocks"), leases());
  }

  @Test
  @DisplayName("a lease that is counted from the arrival of an answer")
  void countedFromTheAnswer() throws Exception {
    requireFound(
        Invariant.ONE_ACTIVE_LEADER,
        known("counts the lease from when the answer came"),
        Plans.leases(new Bounds(TWO_TERMS, 8, Faults.NONE))
            .from(Opening.elected(Plans.A, Plans.B, Plans.C).withLateAnswersOf(Plans.B))
            .withPromptDisks());
  }

  @Test
  @DisplayName("the same, when the voters have just been changed")
  void promisesNotWaitedForAfterChange() throws Exception {
    requireFound(
        Invariant.ONE_ACTIVE_LEADER,
        known("does not wait for the promises made to others"),
        Plans.leasesAndMembers(new Bounds(new NodeBounds(2, 8, 5), 5, Faults.NONE))
            .from(Opening.elected(Plans.A, Plans.B, Plans.C).withMembers(Plans.ADD_C)));
  }

  private static ExplorationPlan leases() {
    return Plans.leases(new Bounds(TWO_TERMS, 6, Faults.NONE));
  }

  // ---- members

  @Test
  @DisplayName("a change of members before the last one is confirmed")
  void unconfirmedChange() throws Exception {
    requireFound(Invariant.CONFIGURATIONS_OVERLAP, ExplorationFaults.UNCONFIRMED_CHANGE, members());
  }

  @Test
  @DisplayName("two voters removed in a step")
  void twoVotersRemoved() throws Exception {
    requireFound(
        Invariant.CONFIGURATIONS_OVERLAP, known("removes two voters in a step"), members());
  }

  @Test
  @DisplayName("a vote for a candidate whose configuration is older")
  void olderConfiguration() throws Exception {
    requireFound(
        Invariant.NO_OLDER_CONFIGURATION,
        known("votes without looking at the candidate's configuration"),
        members());
  }

  @Test
  @DisplayName("Raft's rule of votes, with configurations that do not raise a term: the trap")
  void trap() throws Exception {
    requireFound(
        Invariant.ONE_LEADER_A_TERM,
        ExplorationFaults.TRAP,
        members()
            .from(Opening.elected(Plans.A, Plans.B, Plans.D).withMembers(Plans.REPLACE_B_BY_D))
            .withPromptDisks());
  }

  private static ExplorationPlan members() {
    return Plans.members(new Bounds(new NodeBounds(2, 8, 6), 6, Faults.NONE));
  }

  // ---- how

  private static Mutant known(String fault) {
    return MutantCatalogue.all().stream()
        .filter(mutant -> mutant.fault().equals(fault))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no fault is called '%s'".formatted(fault)));
  }

  private void requireFound(Invariant expected, Mutant mutant, ExplorationPlan plan)
      throws Exception {
    Path classes = new MutantCompiler(directory).compile("fault", mutant);
    MachineUnderTest.Factory machines = new MutantLoader(classes).factory();
    Exploration.Result result = new Exploration(plan, machines).run(MOST_STATES);
    System.out.println(mutant.fault() + ": " + result.report());
    assertEquals(
        Optional.of(expected),
        result.violation().map(Violation::invariant),
        () -> "%s%n%s".formatted(result.report(), String.join("\n", result.trace())));
  }
}
