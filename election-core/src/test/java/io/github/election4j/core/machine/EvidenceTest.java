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
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Evidence that the leader's process is gone: design, section 6. */
class EvidenceTest {

  private static final long STAGGER = 20;

  @Test
  @DisplayName("Design 6: evidence \"starts a pre-vote at once instead of after the timeout\"")
  void startsAtOnce() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");

    c.step(new Input.PeerSuspected("a"));

    assertEquals(Role.PRE_CANDIDATE, c.role());
    assertEquals(1, c.term());
    assertFalse(c.calls(PeerRequest.PreVoteRequest.class).isEmpty());
  }

  @Test
  @DisplayName("Design 6: \"Ranks, staggered by a few round trips, decide who goes first.\"")
  void higherRankGoesFirst() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");

    b.step(new Input.PeerSuspected("a"));
    Role atOnce = b.role();
    b.pass(STAGGER);

    assertEquals(Role.FOLLOWER, atOnce);
    assertEquals(Role.PRE_CANDIDATE, b.role());
  }

  @Test
  @DisplayName("Design 6: a witness or an observer does not start one")
  void witnessDoesNot() {
    MachineDriver w = MachineDriver.following(1, "w:0", "a", "b");
    MachineDriver o = MachineDriver.following(1, "o:observer", "a", "b");

    w.step(new Input.PeerSuspected("a"));
    o.step(new Input.PeerSuspected("a"));

    assertEquals(Role.FOLLOWER, w.pass(STAGGER).role());
    assertEquals(Role.OBSERVER, o.pass(STAGGER).role());
  }

  @Test
  @DisplayName("Design 6: a witness with evidence of its own grants a pre-vote")
  void witnessGrants() {
    MachineDriver w = MachineDriver.following(1, "w:0", "a", "b");

    w.step(new Input.PeerSuspected("a"));

    assertTrue(w.askPreVote("b", 2).granted());
    assertTrue(w.askVote("b", 2).granted());
  }

  @Test
  @DisplayName("Design 6: \"a voter grants it if it has evidence of its own\"")
  void ownEvidenceGrants() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");

    PeerReply before = b.askPreVote("c", 2);
    b.step(new Input.PeerSuspected("a"));
    PeerReply after = b.askPreVote("c", 2);

    assertEquals(Verdict.LEADER_ALIVE, before.header().verdict());
    assertTrue(after.granted());
  }

  @Test
  @DisplayName("Design 6: \"never because somebody says so\": evidence of others is none")
  void othersEvidenceIsNone() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");
    c.step(new Input.PeerSuspected("a"));

    PeerReply reply = b.request(c.lastCall("b", PeerRequest.PreVoteRequest.class));

    assertEquals(Verdict.LEADER_ALIVE, reply.header().verdict());
    assertEquals(Role.FOLLOWER, b.role());
  }

  @Test
  @DisplayName(
      "Design 6: \"One broken link must not cost a healthy leader its tenure, and must not raise"
          + " the term.\" (the node with the broken link)")
  void brokenLinkRaisesNoTerm() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");

    for (int i = 0; i < 20; i++) {
      c.step(new Input.PeerSuspected("a"));
      c.pass(5);
      if (c.role() == Role.PRE_CANDIDATE) {
        PeerRequest request = c.lastCall("b", PeerRequest.PreVoteRequest.class);
        c.refuse("b", request, Verdict.LEADER_ALIVE, 1);
      }
      c.heartbeat("a", 1);
      assertEquals(Role.FOLLOWER, c.role());
    }

    assertEquals(1, c.term());
  }

  @Test
  @DisplayName(
      "Design 6: \"One broken link must not cost a healthy leader its tenure\" (the leader itself)")
  void leaderIgnoresEvidence() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    a.step(new Input.PeerSuspected("b"));
    a.step(new Input.PeerSuspected("c"));

    assertEquals(Role.LEADER, a.role());
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("Design 6: evidence about anybody but the leader starts nothing")
  void evidenceAboutOthers() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");

    c.step(new Input.PeerSuspected("b"));
    c.step(new Input.PeerSuspected("x"));

    assertEquals(Role.FOLLOWER, c.role());
    assertEquals(Verdict.LEADER_ALIVE, c.askPreVote("b", 2).header().verdict());
  }

  @Test
  @DisplayName("Design 6: a heartbeat after the evidence refutes it")
  void heartbeatRefutes() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    b.step(new Input.PeerSuspected("a"));

    b.heartbeat("a", 1);
    PeerReply reply = b.askPreVote("c", 2);
    b.pass(STAGGER);

    assertEquals(Verdict.LEADER_ALIVE, reply.header().verdict());
    assertEquals(Role.FOLLOWER, b.role());
  }

  @Test
  @DisplayName("Design 6: a peer that only says to be the leader's later start is no evidence")
  void newIncarnation() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");
    Sender restarted = new Sender("a", 2, "a".hashCode());

    c.request(
        new PeerRequest.PreVoteRequest(new RequestHeader(restarted, 1, 1), 2, c.configuration()));

    assertEquals(Role.FOLLOWER, c.role());
  }

  @Test
  @DisplayName(
      "Design 6: \"The lease is untouched: the winner waits for the dead leader's promises\"")
  void leaseIsUntouched() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");
    long promisedUntil = c.nowNanos() + MachineDriver.PROMISE * MachineDriver.MILLISECOND;
    c.pass(10);
    c.step(new Input.PeerSuspected("a"));
    c.grantPreVote("b");

    c.grantVote("b", MachineDriver.PROMISE - 10);

    assertEquals(Role.LEADER, c.role());
    assertFalse(c.isActive());
    assertEquals(promisedUntil, c.untilActive("b"));
  }

  @Test
  @DisplayName("Design 6: a resigned leader does not start one, it has just let others go first")
  void notWhileBackingOff() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));
    a.step(new Input.TasksOverran(1));

    a.step(new Input.PeerSuspected("b"));

    assertEquals(Role.FOLLOWER, a.role());
  }
}
