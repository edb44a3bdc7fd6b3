/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Role;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Proof that the leader's process has ended: design, section 6 rule 7. */
class ProofOfDeathTest {

  private static final long STAGGER = 20;
  private static final Input A_IS_DEAD = new Input.ProcessDead("a", 1);

  @Test
  @DisplayName("Design 6: \"Pre-vote is skipped only with\" consent or \"proof of death\"")
  void skipsThePreVote() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");

    c.step(A_IS_DEAD);

    assertEquals(Role.CANDIDATE, c.role());
    assertEquals(2, c.term());
    assertFalse(c.calls(PeerRequest.VoteRequest.class).isEmpty());
    assertTrue(c.calls(PeerRequest.PreVoteRequest.class).isEmpty());
  }

  @Test
  @DisplayName("Design 6: \"Whoever's turn is first does so; the others begin with a pre-vote\"")
  void lowerRankAsksFirst() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");

    b.step(A_IS_DEAD);
    Role atOnce = b.role();
    b.pass(STAGGER);

    assertEquals(Role.FOLLOWER, atOnce);
    assertEquals(Role.PRE_CANDIDATE, b.role());
  }

  @Test
  @DisplayName("Design 6: \"The voter voids its promise to that holder in that term\"")
  void voidsThePromise() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    b.step(A_IS_DEAD);

    PeerReply.VoteReply reply = b.askVote("c", 2);

    assertTrue(reply.granted());
    assertEquals(0, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 6: \"The voter voids its promise\": a winner has nothing to wait for")
  void activeAtOnce() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");
    c.step(A_IS_DEAD);

    c.grantVote("b", 0);

    assertEquals(Role.LEADER, c.role());
    assertTrue(c.isActive());
  }

  @Test
  @DisplayName(
      "Design 6: \"never by hearsay\": what its voters say of their promises is waited for")
  void waitsForVotersWithoutProof() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");
    c.step(A_IS_DEAD);

    c.grantVote("b", 30);

    assertEquals(Role.LEADER, c.role());
    assertFalse(c.isActive());
  }

  @Test
  @DisplayName("Design 6: \"never by hearsay\": who hears the leader votes for no candidate")
  void hearsayIsNone() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");
    c.step(A_IS_DEAD);

    PeerReply reply = b.request(c.lastCall("b", PeerRequest.VoteRequest.class));

    assertEquals(Verdict.LEADER_ALIVE, reply.header().verdict());
    assertEquals(1, b.term());
  }

  @Test
  @DisplayName("Design 6: who has no proof yet is asked again after a few round trips")
  void asksAgainSoon() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");
    c.step(A_IS_DEAD);

    c.pass(STAGGER);

    assertFalse(c.calls(PeerRequest.VoteRequest.class).isEmpty());
    assertEquals(2, c.term());
  }

  @Test
  @DisplayName("Design 6: a promise to anybody else stays, \"and no other\" is voided")
  void otherPromisesStay() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    b.heartbeat("c", 2);
    b.step(A_IS_DEAD);
    b.step(new Input.PeerSuspected("c"));

    PeerReply.VoteReply reply = b.askVote("a", 3);

    assertTrue(reply.granted());
    assertTrue(reply.remainingPromiseNanos() > 0);
    assertEquals(Role.FOLLOWER, b.role());
  }

  @Test
  @DisplayName("Design 6: the death of another start than the one that leads says nothing")
  void otherStart() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");

    c.step(new Input.ProcessDead("a", 0));
    c.step(new Input.ProcessDead("a", 2));

    assertEquals(Role.FOLLOWER, c.role());
    assertEquals(Verdict.LEADER_ALIVE, c.askPreVote("b", 2).header().verdict());
  }

  @Test
  @DisplayName("Design 6: a witness or an observer does not campaign, and votes")
  void witness() {
    MachineDriver w = MachineDriver.following(1, "w:0", "a", "b");

    w.step(A_IS_DEAD);

    assertEquals(Role.FOLLOWER, w.role());
    assertEquals(0, w.askVote("b", 2).remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 6: proof that comes during a pre-vote ends it, and begins the vote")
  void duringPreVote() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");
    c.step(new Input.PeerSuspected("a"));

    c.step(A_IS_DEAD);

    assertEquals(Role.CANDIDATE, c.role());
    assertEquals(2, c.term());
  }
}
