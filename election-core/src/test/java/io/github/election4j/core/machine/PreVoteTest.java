/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The pre-vote: thesis 9.6; design, section 3 rules 4 and 5. */
class PreVoteTest {

  @Test
  @DisplayName(
      "Thesis 9.6: \"a candidate only increments its term if it first learns from a majority of the"
          + " cluster that they would be willing to grant the candidate their votes\"")
  void termNeedsAMajority() {
    MachineDriver a = MachineDriver.of("a", "b", "c", "d", "e").untilPreCandidate();

    a.grantPreVote("b");
    long afterOne = a.term();
    a.grantPreVote("b");
    long afterTheSameOne = a.term();
    a.grantPreVote("c");

    assertEquals(List.of(0L, 0L), List.of(afterOne, afterTheSameOne));
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName("Design 3 rule 4: a pre-vote \"changes nothing durable\"")
  void changesNothingDurable() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    MachineDriver b = MachineDriver.of("b", "a", "c");

    a.untilPreCandidate();
    b.askPreVote("a", 1);

    assertTrue(a.every(Effect.Persist.class).isEmpty());
    assertTrue(b.every(Effect.Persist.class).isEmpty());
  }

  @Test
  @DisplayName(
      "Thesis 9.6: \"While a server is partitioned, it won't be able to increment its term\"")
  void partitionedServerKeepsItsTerm() {
    MachineDriver a = MachineDriver.following(3, "a", "b", "c");

    a.pass(60_000);

    assertEquals(3, a.term());
    assertEquals(Role.PRE_CANDIDATE, a.role());
    assertEquals(Optional.empty(), a.view().leader());
  }

  @Test
  @DisplayName(
      "Thesis 9.6: \"Once the server receives a heartbeat from the leader itself, it will return to"
          + " the follower state (in the same term).\"")
  void returnsInTheSameTerm() {
    MachineDriver a = MachineDriver.following(3, "a", "b", "c");
    a.pass(60_000);

    PeerReply reply = a.heartbeat("b", 3);

    assertTrue(reply.granted());
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(3, a.term());
  }

  @Test
  @DisplayName(
      "Thesis 9.6: willing only if \"the voters have not received heartbeats from a valid leader"
          + " for at least a baseline election timeout\"")
  void baselineTimeout() {
    MachineDriver a = MachineDriver.following(3, "a", "b", "c");

    a.pass(MachineDriver.MIN_ELECTION - 1);
    PeerReply before = a.askPreVote("c", 4);
    a.pass(1);
    PeerReply after = a.askPreVote("c", 4);

    assertEquals(Verdict.LEADER_ALIVE, before.header().verdict());
    assertTrue(after.granted());
  }

  @Test
  @DisplayName("Design 3 rule 4: not while it \"leads with a valid lease itself\"")
  void leaderRefuses() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    PeerReply reply = a.askPreVote("c", 9);

    assertEquals(Verdict.LEADER_ALIVE, reply.header().verdict());
    assertEquals("a", reply.header().hints().leader().orElseThrow().id());
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName("Design 3 rules 4 and 7: a leader whose lease is over steps down first, then grants")
  void leaderWithoutLeaseGrants() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.standStill(MachineDriver.LEASE + 10);

    PeerReply reply = a.askPreVote("c", 2);

    assertEquals(Role.FOLLOWER, a.role());
    assertTrue(reply.granted());
  }

  @Test
  @DisplayName("Design 3 rule 4: not if \"its term or membership is newer\" (term)")
  void newerTermRefuses() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.askVote("b", 5);

    PeerReply reply = a.askPreVote("c", 5);

    assertEquals(Verdict.TERM_NOT_NEWER, reply.header().verdict());
    assertEquals(5, reply.header().term());
  }

  @Test
  @DisplayName("Design 3 rule 4: not if \"its term or membership is newer\" (membership)")
  void newerMembershipRefuses() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    MachineDriver c = MachineDriver.of("c", "a", "b");
    a.pass(MachineDriver.MAX_ELECTION);

    PeerReply reply =
        a.request(new PeerRequest.PreVoteRequest(a.header("c", 1), 2, c.configuration()));

    assertEquals(Verdict.CONFIGURATION_OLDER, reply.header().verdict());
    assertEquals(Optional.of(a.configuration()), reply.header().hints().configuration());
  }

  @Test
  @DisplayName("Thesis 9.6: a pre-vote binds nobody: two candidates may both be granted one")
  void bindsNobody() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    assertTrue(a.askPreVote("b", 1).granted());
    assertTrue(a.askPreVote("c", 1).granted());
    assertTrue(a.askVote("c", 1).granted());
  }

  @Test
  @DisplayName(
      "Design 3 rule 4: \"a refusal carries its term and the leader that it knows, so that a node"
          + " with partial connectivity still learns who leads\"")
  void refusalTellsTheLeader() {
    MachineDriver c = MachineDriver.following(3, "c", "a", "b");
    MachineDriver b = MachineDriver.following(3, "b", "a", "c");
    c.untilPreCandidate();
    PeerRequest.PreVoteRequest request = c.lastCall("b", PeerRequest.PreVoteRequest.class);
    Optional<?> forgotten = c.view().leader();

    PeerReply refusal = b.request(request);
    ReplyHeader asSeen =
        new ReplyHeader(
            c.peer("b"),
            3,
            request.header().round(),
            Verdict.LEADER_ALIVE,
            refusal.header().hints());
    c.reply(request, new PeerReply.PreVoteReply(asSeen));

    assertEquals(Optional.empty(), forgotten);
    assertEquals("a", c.view().leader().orElseThrow().id());
    assertEquals(3, c.term());
  }

  @Test
  @DisplayName("Design 3 rule 4: what others say of a leader does not make a voter refuse")
  void hintIsNoHeartbeat() {
    MachineDriver c = MachineDriver.of("c", "a", "b").untilPreCandidate();
    PeerRequest.PreVoteRequest request = c.lastCall("b", PeerRequest.PreVoteRequest.class);
    c.reply(
        request,
        new PeerReply.PreVoteReply(
            new ReplyHeader(
                c.peer("b"),
                0,
                request.header().round(),
                Verdict.LEADER_ALIVE,
                new ReplyHeader.Hints(
                    Optional.of(new ReplyHeader.LeaderHint(0, "a")),
                    Optional.empty(),
                    Optional.empty()))));

    PeerReply reply = c.askPreVote("b", 1);

    assertTrue(reply.granted());
  }

  @Test
  @DisplayName("Design 3 rule 6: a pre-vote that was granted in an earlier round does not count")
  void earlierRoundDoesNotCount() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    PeerRequest.PreVoteRequest old = a.lastCall("b", PeerRequest.PreVoteRequest.class);
    a.pass(2 * MachineDriver.MAX_ELECTION);

    a.reply(old, new PeerReply.PreVoteReply(a.answerHeader("b", old, Verdict.GRANTED)));

    assertEquals(Role.PRE_CANDIDATE, a.role());
    assertTrue(
        a.lastCall("b", PeerRequest.PreVoteRequest.class).header().round() > old.header().round());
  }

  @Test
  @DisplayName("Design 6: \"Pre-vote is skipped only ... in a cluster of one\"")
  void skippedAlone() {
    MachineDriver a = MachineDriver.of("a", "o:observer", "p:observer");

    assertEquals(Role.LEADER, a.role());
    assertTrue(
        a.events(ElectionEvent.RoleChanged.class).stream()
            .noneMatch(change -> change.to() == Role.PRE_CANDIDATE));
  }

  @Test
  @DisplayName(
      "Design 3 rule 5: \"A pre-candidate that meets a pre-vote request of a higher rank grants it"
          + " and holds back\"")
  void holdsBackForAHigherRank() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();

    PeerReply reply = a.askPreVote("b", 1);
    a.grantPreVote("c");

    assertTrue(reply.granted());
    assertEquals(Role.PRE_CANDIDATE, a.role());
    assertEquals(0, a.term());
  }

  @Test
  @DisplayName("Design 3 rule 5: it grants a lower rank and goes on itself")
  void goesOnBeforeALowerRank() {
    MachineDriver c = MachineDriver.of("c", "a", "b").untilPreCandidate();

    PeerReply reply = c.askPreVote("a", 1);
    c.grantPreVote("b");

    assertTrue(reply.granted());
    assertEquals(Role.CANDIDATE, c.role());
  }

  @Test
  @DisplayName("Design 3 rule 5: \"rank is priority, then id\"")
  void priorityBeforeId() {
    MachineDriver low = MachineDriver.of("c:1", "a:5", "b:3").untilPreCandidate();
    MachineDriver high = MachineDriver.of("a:5", "b:3", "c:1").untilPreCandidate();

    low.askPreVote("a", 1);
    low.grantPreVote("b");
    high.askPreVote("c", 1);
    high.grantPreVote("b");

    assertEquals(Role.PRE_CANDIDATE, low.role());
    assertEquals(Role.CANDIDATE, high.role());
  }

  @Test
  @DisplayName("Design 3 rule 5: \"when the hold ends without a leader, it runs\"")
  void runsWhenTheHoldEnds() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    a.askPreVote("b", 1);

    a.pass(MachineDriver.MIN_ELECTION / 2);
    a.grantPreVote("c");

    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 3 rule 5: it holds back \"once, for a bounded time\"")
  void holdsBackOnce() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    a.askPreVote("b", 1);
    a.pass(MachineDriver.MIN_ELECTION / 2);

    PeerReply again = a.askPreVote("b", 1);
    a.grantPreVote("c");

    assertTrue(again.granted());
    assertEquals(Role.CANDIDATE, a.role());
  }
}
