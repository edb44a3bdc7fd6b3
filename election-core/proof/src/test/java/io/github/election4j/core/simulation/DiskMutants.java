/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.List;

/** The deliberate faults in what waits for the disk, and in what must not. */
final class DiskMutants {

  private DiskMutants() {}

  /** Something is seen before it is durable. */
  static List<Mutant> tooEarly() {
    return List.of(
        Mutant.of(
            "shows a term in a refusal that is not durable",
            "Effects",
            "default -> Parts.BALLOT;",
            "default -> Parts.NONE;"),
        Mutant.of(
                "sends heartbeats before its own vote is durable",
                "Effects",
                "case Effect.Call ignored -> Parts.BALLOT;",
                "case Effect.Call ignored -> Parts.NONE;")
            .and(
                "Campaign",
                "if (round.granted().contains(node.self) && isWon(round) && node.isBallotDurable())"
                    + " {",
                "if (isWon(round)) {")
            .and("LeaderDuties", "node.isBallotDurable(), \"a vote", "true, \"a vote"),
        Mutant.of(
            "announces a term before it is durable",
            "Effects",
            "case Effect.Announce ignored -> Parts.BALLOT;",
            "case Effect.Announce ignored -> Parts.NONE;"),
        Mutant.of(
            "shows itself in a term before it is durable",
            "Node",
            "if (!isBallotDurable()) { return; } Optional<Leader>",
            "Optional<Leader>"),
        Mutant.of(
            "confirms a configuration that it is still writing",
            "Effects",
            "? BALLOT_AND_PROMISE : Parts.ALL;",
            "? BALLOT_AND_PROMISE : BALLOT_AND_PROMISE;"),
        Mutant.of(
            "counts its own confirmation of a configuration that it is still writing",
            "Membership",
            "if (!node.durableConfigurationId().equals(node.configuration().id())) {",
            "if (node.configuration().id().term() < 0) {"),
        Mutant.of(
            "lets what waits for the next write leave with this one",
            "Effects",
            "case NEXT_WRITE -> untilNextWrite = with(untilNextWrite, effect);",
            "case NEXT_WRITE -> untilWritten = with(untilWritten, effect);"));
  }

  /** Something waits for the disk, or is lost with it, that must not. */
  static List<Mutant> tooLate() {
    return List.of(
        Mutant.of(
            "tells a loss when the disk has answered",
            "Effects",
            "case Effect.Announce told when told.event() instanceof ElectionEvent.LeadershipLost ->"
                + " Parts.NONE;",
            "case Effect.Announce told when told.event() instanceof ElectionEvent.LeadershipLost ->"
                + " Parts.ALL;"),
        Mutant.of(
            "shows a lease until the disk has answered",
            "Effects",
            "case Effect.Publish ignored -> Parts.NONE;",
            "case Effect.Publish ignored -> Parts.ALL;"),
        Mutant.of(
            "begins to write though the last write has not ended",
            "DurableState",
            "if (!unsaved || underWay.isPresent()) {",
            "if (!unsaved) {"),
        Mutant.of(
            "answers nobody who waited for its disk when it ends",
            "Effects",
            "if (effect instanceof Effect.Respond respond) { refuse(respond); }",
            ""));
  }

  /** Leases, and what is remembered of them. */
  static List<Mutant> leases() {
    return List.of(
        Mutant.of(
            "becomes active with a sliver of a lease",
            "Tenure",
            "!Moments.isDue(leaseUntilNanos, nowNanos + whileNanos);",
            "!Moments.isDue(leaseUntilNanos, nowNanos);"),
        Mutant.of(
            "becomes active with less of a lease than its votes took",
            "LeaderDuties",
            "Math.max(node.settings.timing().heartbeatNanos(), votesTook)",
            "node.settings.timing().heartbeatNanos()"),
        Mutant.of(
            "forgets a long promise while it is owed",
            "Node",
            "Math.max(promises.longestOwedNanos(nowNanos), settings.promiseNanos())",
            "settings.promiseNanos()"),
        Mutant.of(
            "keeps the lease of a sole voter when it is one no more",
            "LeaderDuties",
            "leading.tenure().withLease(leaseUntilNanos(leading, nowNanos))",
            "leading.tenure().withLease(Moments.later(leading.tenure().leaseUntilNanos(),"
                + " leaseUntilNanos(leading, nowNanos)))"),
        Mutant.of(
            "waits for ever to be told what became of its tasks",
            "HandOver",
            "&& Moments.isDue(leading.handOver().patienceUntilNanos(), nowNanos)) { onTasksOverran",
            "&& Moments.isDue(leading.handOver().patienceUntilNanos(), nowNanos)"
                + " && node.quorum() == 0) { onTasksOverran"));
  }
}
