/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.List;
import java.util.stream.Stream;

/** The deliberate faults. Each is one that an author of an election might make. */
public final class MutantCatalogue {

  private MutantCatalogue() {}

  public static List<Mutant> all() {
    return Stream.of(
            durability(),
            votes(),
            terms(),
            leases(),
            handOver(),
            liveness(),
            DiskMutants.tooEarly(),
            DiskMutants.tooLate(),
            DiskMutants.leases(),
            MembershipMutants.preconditions(),
            MembershipMutants.steps(),
            MembershipMutants.leasesAndDisks(),
            FoundersMutants.all(),
            GatheringMutants.all(),
            DeathMutants.all(),
            HostileMutants.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> durability() {
    return List.of(
        Mutant.of(
            "votes before the vote is durable",
            "Effects",
            "case PeerReply.VoteReply vote when vote.granted() -> Parts.ALL;",
            "case PeerReply.VoteReply vote when vote.granted() -> Parts.NONE;"),
        Mutant.of(
            "forgets to write the term and the vote",
            "DurableState",
            "ballot = new Ballot(term, vote); change(Parts.BALLOT);",
            "ballot = new Ballot(term, vote);"),
        Mutant.of(
                "counts its own vote though it is not durable",
                "Campaign",
                "Round round = Round.begin(node.nextRound(), nowNanos, resendNanos);",
                "Round round = Round.begin(node.nextRound(), nowNanos,"
                    + " resendNanos).withGrant(node.self);")
            .and("Campaign", "&& isWon(round) && node.isBallotDurable()", "&& isWon(round)")
            .and("LeaderDuties", "node.isBallotDurable(), \"a vote", "true, \"a vote")
            .and(
                "Effects",
                "case Effect.Call ignored -> Parts.BALLOT;",
                "case Effect.Call ignored -> Parts.NONE;"),
        Mutant.of(
            "starts with the term that it had first, not the last one",
            "DurableState",
            "this.ballot = loaded.ballot();",
            "this.ballot = Ballot.NONE;"),
        Mutant.of(
            "does not keep how long it has promised",
            "DurableState",
            "longestPromiseNanos = promiseNanos; change(Parts.PROMISE);",
            "longestPromiseNanos = promiseNanos;"),
        Mutant.of(
                "forgets its promises at a restart, and votes at once",
                "Promises",
                "return longestPromiseNanos == 0 ? NONE",
                "return longestPromiseNanos >= 0 ? NONE")
            .and(
                "ElectionMachine",
                "founders.listeningNanos() : node.settings.timing().minElectionNanos();",
                "founders.listeningNanos() : 0;"),
        Mutant.of(
            "starts again under the same incarnation",
            "Node",
            "Math.max(identity.incarnationHint(), record.incarnation() + 1)",
            "Math.max(identity.incarnationHint(), record.incarnation())"));
  }

  private static List<Mutant> votes() {
    return List.of(
        Mutant.of("counts each voter twice", "Quorum", "count++;", "count += 2;"),
        Mutant.of(
            "is content with half of the voters",
            "Quorum",
            "return Math.max(configuration.quorum(), minimumQuorum);",
            "return Math.max(configuration.voters().size() / 2, minimumQuorum);"),
        Mutant.of(
            "counts whoever answers, member or not",
            "Quorum",
            "return count >= size(configuration, minimumQuorum);",
            "return agreeing.size() >= size(configuration, minimumQuorum);"),
        Mutant.of(
            "ignores the minimum quorum",
            "Quorum",
            "return Math.max(configuration.quorum(), minimumQuorum);",
            "return configuration.quorum();"),
        Mutant.of(
            "counts an observer's answer",
            "Quorum",
            "if (member.voter()) { moments[voters++]",
            "if (true) { moments[voters++]"),
        Mutant.of(
                "counts the votes of an old term",
                "Replies",
                "if (input.request().header().term() == node.term()) {",
                "if (true) {")
            .and(
                "Campaign",
                "if (candidate.round().number() != reply.header().round()) { return; } if"
                    + " (reply.granted()) { onGrant",
                "if (reply.granted()) { onGrant"),
        Mutant.of(
            "counts a refused vote",
            "Campaign",
            "if (reply.granted()) { onGrant",
            "if (reply.header().round() > 0) { onGrant"),
        Mutant.of(
            "votes for whoever asks in its own term",
            "Voter",
            "boolean repeated = node.term() == request.header().term() &&"
                + " node.vote().equals(Optional.of(candidate)) &&"
                + " !isOfAnotherStart(request.header());",
            "boolean repeated = node.term() == request.header().term();"));
  }

  private static List<Mutant> terms() {
    return List.of(
        Mutant.of(
            "adopts the term of a pre-vote request",
            "Terms",
            "case PeerRequest.PreVoteRequest ignored -> Bearing.NONE;",
            "case PeerRequest.PreVoteRequest ignored -> Bearing.ADOPTED;"),
        Mutant.of(
            "raises its term for a pre-vote",
            "Campaign",
            "node.become(next, reason); } askForPreVotes(round);",
            "node.become(next, reason); } node.beginTerm(node.term() + 1, Optional.empty());"
                + " askForPreVotes(round);"),
        Mutant.of(
            "accepts the heartbeat of a lower term",
            "Terms",
            "return bearing == Bearing.NONE ||",
            "return bearing == Bearing.NONE || request instanceof PeerRequest.Heartbeat ||"),
        Mutant.of(
            "does not step down for a higher term in a reply",
            "Terms",
            "compare(reply.header().term(), bearing, nowNanos);",
            "if (!(node.role() instanceof RoleState.Leader)) { compare(reply.header().term(),"
                + " bearing, nowNanos); }"),
        Mutant.of(
                "obeys the TimeoutNow of an old term",
                "Terms",
                "return bearing == Bearing.NONE ||",
                "return bearing == Bearing.NONE || request instanceof PeerRequest.TimeoutNow ||")
            .and("Voter", "if (!fromLeader || !ready || !own) {", "if (!ready || !own) {"),
        Mutant.of(
            "takes the reply to an earlier start of its own",
            "Replies",
            "return input.request().header().sender().equals(node.sender()) &&",
            "return"));
  }

  private static List<Mutant> leases() {
    return List.of(
        Mutant.of(
            "counts the lease from when the answer came",
            "LeaderDuties",
            "round.get().number(), round.get().sentAtNanos(), nowNanos,",
            "round.get().number(), nowNanos, nowNanos,"),
        Mutant.of(
            "ignores the drift of clocks",
            "LeaderDuties",
            "long length = node.settings.leaseNanos();",
            "long length = node.settings.promiseNanos();"),
        Mutant.of(
            "does not wait for the promises made to others",
            "LeaderDuties",
            ": candidate.activeFromNanos();",
            ": nowNanos;"),
        Mutant.of(
            "waits for its own promise only",
            "Campaign",
            "onGrant(candidate, voter, nowNanos + reply.remainingPromiseNanos(), nowNanos);",
            "onGrant(candidate, voter, nowNanos, nowNanos);"),
        Mutant.of(
            "reports no remaining promise",
            "Promises",
            "remaining = Math.max(remaining, promise.untilNanos - nowNanos);",
            "remaining = Math.max(remaining, 0);"),
        Mutant.of(
            "keeps the newest promise only",
            "Promises",
            "kept.add(promise);",
            "kept.removeIf(older -> true);"),
        Mutant.of(
            "lets a stale answer renew the lease",
            "LeaderDuties",
            "Optional<SentRound> round = leading.rounds().sentRound(reply.header().round());",
            "Optional<SentRound> round = Optional.of(leading.rounds().sent().getLast());"),
        Mutant.of(
            "lets a refusal renew the lease",
            "LeaderDuties",
            "if (!reply.granted() || round.isEmpty()) {",
            "if (round.isEmpty()) {"),
        Mutant.of(
            "goes on after its lease has run out",
            "ElectionMachine",
            "duties.endIfLeaseIsOver(nowNanos);",
            ""),
        Mutant.of(
            "stops to lead, but shows its lease until the step ends",
            "Node",
            "effects.tell(new Effect.Publish(view));",
            ""));
  }

  private static List<Mutant> handOver() {
    return List.of(
        Mutant.of(
            "releases though it was never active",
            "HandOver",
            "if (!leading.tenure().isActive(nowNanos)) {",
            "if (false) {"),
        Mutant.of(
            "releases before its tasks have ended",
            "HandOver",
            "node.tell(new Effect.EndTasks(node.term()));",
            "node.tell(new Effect.EndTasks(node.term())); askNext(nowNanos);"),
        Mutant.of(
                "holds a lease again after it has handed over",
                "Tenure",
                "new Lease(stage == Stage.GAINED, start.activeFromNanos",
                "new Lease(true, start.activeFromNanos")
            .and(
                "RoleState",
                "return released ? Lease.NONE : tenure.lease();",
                "return tenure.lease();"),
        Mutant.of(
            "takes one release as that of all promises",
            "Promises",
            "promise.term != release.term() || !promise.holder.equals(release.leader())",
            "promise.term > release.term()"));
  }

  private static List<Mutant> liveness() {
    return List.of(
        Mutant.of(
            "votes though it hears a leader",
            "Voter",
            "if (isLeaderAlive(nowNanos)) {",
            "if (false) {"),
        Mutant.of(
            "campaigns without asking first",
            "Campaign",
            "if (node.quorum() == 1 && founders.letCampaign()) { beginVote",
            "if (node.quorum() > 0) { beginVote"),
        Mutant.of(
                "holds back for others without an end",
                "Campaign",
                "long until = nowNanos + node.settings.timing().minElectionNanos() / 2;",
                "long until = nowNanos + 1_000_000_000_000L;")
            .and(
                "Campaign",
                "if (holdIsOver || Moments.isDue(pre.deadlineNanos(), nowNanos)) {",
                "if (holdIsOver) {"),
        Mutant.of(
            "sends heartbeats three times as often as it is asked to",
            "LeaderDuties",
            "nowNanos + node.settings.timing().heartbeatNanos())));",
            "nowNanos + node.settings.timing().heartbeatNanos() / 3)));"),
        Mutant.of(
            "takes a leader for dead too early",
            "LeaderContact",
            "return heard() && !suspected && nowNanos - heardAtNanos < minElectionNanos;",
            "return heard() && !suspected && nowNanos - heardAtNanos < minElectionNanos / 8;"));
  }
}
