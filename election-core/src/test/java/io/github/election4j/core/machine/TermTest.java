/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Role;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Terms: Raft 5.1; design, section 3 rules 1 and 8. */
class TermTest {

  @Test
  @DisplayName("Raft 5.1: \"Terms are numbered with consecutive integers.\"")
  void consecutive() {
    MachineDriver a = MachineDriver.restarted(7, Optional.empty(), "a", "b", "c");

    a.elect("b");

    assertEquals(Role.LEADER, a.role());
    assertEquals(8, a.term());
  }

  @Test
  @DisplayName("Raft 5.1: \"a current term number, which increases monotonically over time\"")
  void neverFalls() {
    MachineDriver a = MachineDriver.following(5, "a", "b", "c");

    for (long term = 0; term < 5; term++) {
      a.heartbeat("c", term);
      a.askVote("c", term);
      a.askPreVote("c", term + 1);
      a.timeoutNow("c", term);
      assertEquals(5, a.term());
    }
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"if one server's current term is smaller than the other's, then it updates its"
          + " current term to the larger value\" (request)")
  void adoptsHigherTermOfRequest() {
    MachineDriver byHeartbeat = MachineDriver.of("a", "b", "c");
    MachineDriver byVote = MachineDriver.of("a", "b", "c");

    byHeartbeat.heartbeat("b", 4);
    byVote.askVote("b", 5);

    assertEquals(4, byHeartbeat.term());
    assertEquals(5, byVote.term());
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"if one server's current term is smaller than the other's, then it updates its"
          + " current term to the larger value\" (reply)")
  void adoptsHigherTermOfReply() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    PeerRequest.VoteRequest request = a.lastCall("b", PeerRequest.VoteRequest.class);

    a.refuse("b", request, Verdict.TERM_NOT_NEWER, 9);

    assertEquals(9, a.term());
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(new Ballot(9, Optional.empty()), a.durable().orElseThrow().ballot());
  }

  @Test
  @DisplayName(
      "Design 3 rule 1: pre-votes change no term; who is refused one campaigns above the term that"
          + " the refusal carried")
  void refusedPreVoteChangesNoTerm() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    PeerRequest.PreVoteRequest request = a.lastCall("b", PeerRequest.PreVoteRequest.class);

    a.refuse("b", request, Verdict.TERM_NOT_NEWER, 9);
    long afterRefusal = a.term();
    a.pass(MachineDriver.MAX_ELECTION);
    a.grantPreVote("c");

    assertEquals(0, afterRefusal);
    assertEquals(10, a.term());
    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"If a candidate or leader discovers that its term is out of date, it immediately"
          + " reverts to follower state.\" (candidate)")
  void candidateReverts() {
    MachineDriver byRequest = MachineDriver.campaigning("a", "b", "c");
    MachineDriver byReply = MachineDriver.campaigning("a", "b", "c");
    PeerRequest.VoteRequest asked = byReply.lastCall("b", PeerRequest.VoteRequest.class);

    byRequest.heartbeat("b", 2);
    byReply.refuse("b", asked, Verdict.TERM_NOT_NEWER, 2);

    assertEquals(Role.FOLLOWER, byRequest.role());
    assertEquals(Role.FOLLOWER, byReply.role());
    assertEquals(List.of(2L, 2L), List.of(byRequest.term(), byReply.term()));
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"If a candidate or leader discovers that its term is out of date, it immediately"
          + " reverts to follower state.\" (leader)")
  void leaderReverts() {
    MachineDriver byRequest = MachineDriver.leading("a", "b", "c");
    MachineDriver byReply = MachineDriver.leading("a", "b", "c");
    PeerRequest.Heartbeat beat = byReply.lastCall("c", PeerRequest.Heartbeat.class);

    byRequest.heartbeat("b", 2);
    byReply.refuse("c", beat, Verdict.STALE_TERM, 2);

    assertEquals(Role.FOLLOWER, byRequest.role());
    assertEquals(Role.FOLLOWER, byReply.role());
    assertFalse(byRequest.isActive() || byReply.isActive());
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"If a server receives a request with a stale term number, it rejects the"
          + " request.\"")
  void rejectsStaleRequests() {
    MachineDriver a = MachineDriver.restarted(5, Optional.of("b"), "a", "b", "c");
    a.pass(MachineDriver.MIN_ELECTION);
    NodeView before = a.view();

    List<PeerReply> replies = List.of(a.heartbeat("c", 4), a.askVote("c", 4), a.timeoutNow("c", 4));

    for (PeerReply reply : replies) {
      assertEquals(Verdict.STALE_TERM, reply.header().verdict());
      assertEquals(5, reply.header().term());
    }
    assertEquals(before, a.view());
    assertTrue(a.every(Effect.Persist.class).isEmpty());
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"at most one leader in a given term\": a second one is refused by the leader")
  void leaderMeetsAnother() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    PeerReply reply = a.heartbeat("b", 1);

    assertEquals(Verdict.IMPLAUSIBLE, reply.header().verdict());
    assertEquals(Role.LEADER, a.role());
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"at most one leader in a given term\": a follower that hears two follows the"
          + " first")
  void followerHearsTwo() {
    MachineDriver a = MachineDriver.following(3, "a", "b", "c");

    a.heartbeat("c", 3);

    assertEquals(Role.FOLLOWER, a.role());
    assertEquals("b", a.view().leader().orElseThrow().id());
  }

  @Test
  @DisplayName("Raft figure 2: term \"updated on stable storage before responding to RPCs\"")
  void termIsDurableFirst() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    a.heartbeat("b", 6);

    assertTrue(a.position(Effect.Persist.class) < a.position(Effect.Respond.class));
    assertEquals(6, a.every(Effect.Persist.class).getLast().record().ballot().term());
  }

  @Test
  @DisplayName("Design 3 rule 1: pre-votes are judged before terms are compared and change none")
  void preVoteChangesNoTerm() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    PeerReply reply = a.askPreVote("b", 40);

    assertTrue(reply.granted());
    assertEquals(0, a.term());
    assertTrue(a.every(Effect.Persist.class).isEmpty());
  }

  @Test
  @DisplayName(
      "Design 3 rule 1: \"vote requests that rule 2 turns away because a leader is alive ... change"
          + " no term\"")
  void refusedVoteChangesNoTerm() {
    MachineDriver follower = MachineDriver.following(1, "a", "b", "c");
    MachineDriver leader = MachineDriver.leading("a", "b", "c");

    PeerReply ofFollower = follower.askVote("c", 12);
    PeerReply ofLeader = leader.askVote("c", 12);

    assertEquals(Verdict.LEADER_ALIVE, ofFollower.header().verdict());
    assertEquals(Verdict.LEADER_ALIVE, ofLeader.header().verdict());
    assertEquals(List.of(1L, 1L), List.of(follower.term(), leader.term()));
    assertTrue(leader.isActive());
  }

  @Test
  @DisplayName(
      "Design 3 rule 1: \"a node stuck at a higher term is freed by its answer to the leader's"
          + " heartbeat\"")
  void stuckNodeIsFreed() {
    MachineDriver stuck = MachineDriver.restarted(20, Optional.empty(), "a", "b", "c");
    MachineDriver leader = MachineDriver.leading("b", "a", "c");
    PeerRequest.Heartbeat beat = leader.lastCall("a", PeerRequest.Heartbeat.class);

    PeerReply refusal = stuck.request(beat);
    leader.refuse("a", beat, refusal.header().verdict(), refusal.header().term());

    assertEquals(Verdict.STALE_TERM, refusal.header().verdict());
    assertEquals(20, leader.term());
    leader.elect("c");
    assertEquals(21, leader.term());
    assertEquals(Role.LEADER, leader.role());
  }

  @Test
  @DisplayName(
      "Design 3 rule 8: a term above 2^62 cannot even be said: \"once adopted, never goes back\"")
  void absurdTerms() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    long absurd = WireLimits.MAX_TERM + 1;

    assertThrows(IllegalArgumentException.class, () -> new RequestHeader(a.peer("b"), absurd, 1));
    assertThrows(IllegalArgumentException.class, () -> a.askPreVote("b", absurd));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            a.answerHeader(
                "b",
                new PeerRequest.TimeoutNow(
                    a.header("b", 1), new PeerRequest.Release("b", 1), Optional.empty()),
                Verdict.GRANTED,
                absurd));
    assertEquals(0, a.term());
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"Servers retry RPCs if they do not receive a response in a timely manner\"")
  void retries() {
    MachineDriver preCandidate = MachineDriver.of("a", "b", "c", "d", "e").untilPreCandidate();
    preCandidate.grantPreVote("b");
    MachineDriver candidate = MachineDriver.campaigning("a", "b", "c", "d", "e");
    candidate.grantVote("d", 0);

    preCandidate.pass(MachineDriver.HEARTBEAT);
    candidate.pass(MachineDriver.HEARTBEAT);

    assertEquals(List.of("c", "d", "e"), preCandidate.asked(PeerRequest.PreVoteRequest.class));
    assertEquals(List.of("b", "c", "e"), candidate.asked(PeerRequest.VoteRequest.class));
  }

  @Test
  @DisplayName("Raft 5.1: \"they issue RPCs in parallel for best performance\"")
  void parallel() {
    MachineDriver a = MachineDriver.of("a", "b", "c", "d", "e");

    a.untilPreCandidate();

    assertEquals(List.of("b", "c", "d", "e"), a.asked(PeerRequest.PreVoteRequest.class));
  }

  @Test
  @DisplayName("Design 3 rule 6: a reply for another term, role or round changes nothing")
  void unmatchedRepliesChangeNothing() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    PeerRequest.PreVoteRequest old = a.lastCall("b", PeerRequest.PreVoteRequest.class);
    a.grantPreVote("c");
    NodeView before = a.view();

    a.reply(old, new PeerReply.PreVoteReply(a.answerHeader("b", old, Verdict.GRANTED)));

    assertEquals(Role.CANDIDATE, a.role());
    assertEquals(before, a.view());
    assertTrue(a.lastEffects().isEmpty());
  }
}
