/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** After a crash, and after standing still: Raft figure 2; design, sections 1, 3 and 4. */
class RestartTest {

  @Test
  @DisplayName("Raft figure 2: term and vote are \"persistent state on all servers\"")
  void remembersTermAndVote() {
    MachineDriver a = MachineDriver.restarted(5, Optional.of("b"), "a", "b", "c");
    a.pass(MachineDriver.MIN_ELECTION);

    PeerReply another = a.askVote("c", 5);
    PeerReply same = a.askVote("b", 5);

    assertEquals(Verdict.TERM_NOT_NEWER, another.header().verdict());
    assertTrue(same.granted());
    assertEquals(5, a.term());
  }

  @Test
  @DisplayName(
      "Design 1: \"at most one leader per term, for ever, across crashes\": it leads no term again")
  void neverLeadsATermTwice() {
    MachineDriver a = MachineDriver.restarted(5, Optional.of("a"), "a", "b", "c");

    a.elect("b");

    assertEquals(6, a.term());
    assertEquals(Role.LEADER, a.role());
  }

  @Test
  @DisplayName("Design 3 rule 1: each start has an incarnation above all earlier ones, durably")
  void incarnationGrows() {
    MachineDriver a = MachineDriver.restarted(5, Optional.empty(), "a", "b", "c");

    assertEquals(8, a.machine().sender().incarnation());
    assertEquals(8, a.durable().orElseThrow().incarnation());
    assertEquals(99, a.durable().orElseThrow().identity());
  }

  @Test
  @DisplayName("Design 3 rule 1: the incarnation is on disk before anybody sees it")
  void incarnationIsDurableFirst() {
    MachineDriver a = MachineDriver.restarted(5, Optional.empty(), "a", "b", "c");

    assertEquals(0, a.position(Effect.Persist.class));
  }

  @Test
  @DisplayName(
      "Thesis 4.2.3: a voter that has just restarted cannot know whether a leader lives, so it"
          + " votes for nobody within the minimum election timeout")
  void quietAfterRestart() {
    MachineDriver a = MachineDriver.restarted(5, Optional.empty(), "a", "b", "c");
    a.pass(MachineDriver.MIN_ELECTION - 1);

    PeerReply preVote = a.askPreVote("b", 6);
    PeerReply vote = a.askVote("b", 6);
    a.pass(1);

    assertEquals(Verdict.UNAVAILABLE, preVote.header().verdict());
    assertEquals(Verdict.UNAVAILABLE, vote.header().verdict());
    assertEquals(5, a.term());
    assertTrue(a.askVote("b", 6).granted());
  }

  @Test
  @DisplayName("Thesis 4.2.3: a first start disturbs nobody and votes at once")
  void firstStartVotesAtOnce() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    assertTrue(a.askPreVote("b", 1).granted());
    assertTrue(a.askVote("b", 1).granted());
  }

  @Test
  @DisplayName("Raft 5.2: a restarted voter follows the leader that it hears at once")
  void followsAtOnce() {
    MachineDriver a = MachineDriver.restarted(5, Optional.empty(), "a", "b", "c");

    PeerReply reply = a.heartbeat("b", 5);

    assertTrue(reply.granted());
    assertEquals("b", a.view().leader().orElseThrow().id());
  }

  @Test
  @DisplayName("Design 4: a leader that crashed comes back without a lease")
  void noLeaseAfterRestart() {
    MachineDriver a = MachineDriver.restarted(5, Optional.of("a"), "a", "b", "c");

    assertEquals(Lease.NONE, a.view().lease());
    assertFalse(a.isActive());
  }

  @Test
  @DisplayName("Design 4: alone after a crash, it leads again in a newer term")
  void aloneAfterRestart() {
    MachineDriver a = MachineDriver.restarted(new Ballot(5, Optional.of("a")), 0, "a");

    assertEquals(Role.LEADER, a.role());
    assertEquals(6, a.term());
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName(
      "Design 4: \"A wake-up that comes much later than it was due ... re-arms once, before it"
          + " concludes that others are silent.\"")
  void lateWakeUpReArms() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    a.standStill(10_000);

    a.step(new Input.TimerFired());
    Role atOnce = a.role();
    Effect.ArmTimer again = a.only(Effect.ArmTimer.class);
    a.pass(MachineDriver.HEARTBEAT);

    assertEquals(Role.FOLLOWER, atOnce);
    assertEquals(
        MachineDriver.HEARTBEAT * MachineDriver.MILLISECOND,
        again.atNanos() - (a.nowNanos() - MachineDriver.HEARTBEAT * MachineDriver.MILLISECOND));
    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName(
      "Design 4: it \"first drains what has arrived\": a heartbeat that waited keeps it quiet")
  void lateWakeUpDrainsFirst() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    a.standStill(10_000);

    a.step(new Input.TimerFired());
    a.heartbeat("b", 1);
    a.pass(MachineDriver.HEARTBEAT);

    assertEquals(Role.FOLLOWER, a.role());
    assertTrue(a.events(ElectionEvent.RoleChanged.class).isEmpty());
  }

  @Test
  @DisplayName(
      "Design 4: a node that stood still does not help to unseat a leader that it did not hear")
  void noVoteAfterStandingStill() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    a.standStill(10_000);

    PeerReply preVote = a.askPreVote("c", 2);
    PeerReply vote = a.askVote("c", 2);
    a.pass(MachineDriver.HEARTBEAT);
    PeerReply later = a.askPreVote("c", 2);

    assertEquals(Verdict.UNAVAILABLE, preVote.header().verdict());
    assertEquals(Verdict.UNAVAILABLE, vote.header().verdict());
    assertTrue(later.granted());
  }

  @Test
  @DisplayName("Design 4: a wake-up that is a little late concludes at once")
  void slightlyLateWakeUp() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    a.standStill(MachineDriver.MAX_ELECTION);

    a.step(new Input.TimerFired());
    a.pass(MachineDriver.HEARTBEAT);

    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 3: a timer that fires too early does no harm and is armed again")
  void earlyTimer() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    a.step(new Input.TimerFired());

    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(1, a.every(Effect.ArmTimer.class).size());
  }

  @Test
  @DisplayName("Raft 5.2: who asked before a crash does not count what is answered after it")
  void answersToTheEarlierIncarnation() {
    MachineDriver before = MachineDriver.campaigning("a", "b", "c");
    PeerRequest.VoteRequest asked = before.lastCall("b", PeerRequest.VoteRequest.class);
    MachineDriver a = MachineDriver.restarted(1, Optional.of("a"), "a", "b", "c");

    a.reply(asked, new PeerReply.VoteReply(a.answerHeader("b", asked, Verdict.GRANTED), 0));

    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName("Design 9: a store that cannot write ends the node: it fails, and says why")
  void storeFails() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.pass(1);
    a.acknowledge("b");

    a.step(new Input.StoreFailed("disk full"));

    assertEquals(Role.FAILED, a.role());
    assertFalse(a.isActive());
    assertEquals(Optional.of("disk full"), a.view().cluster().failure());
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
    assertEquals(1, a.events(ElectionEvent.Stopped.class).size());
    assertTrue(a.every(Effect.Persist.class).isEmpty());
  }

  @Test
  @DisplayName("Design 1: what depended on a write that failed has not happened")
  void failedWriteHasNotHappened() {
    MachineDriver a = MachineDriver.of("a", "b", "c").withSlowDisk();
    a.step(
        new Input.RequestReceived(
            1,
            new PeerRequest.VoteRequest(a.header("b", 7), a.configuration(), 1, Optional.empty())));

    a.step(new Input.StoreFailed("disk full"));

    assertEquals(Role.FAILED, a.role());
    assertEquals(0, a.term());
    assertEquals(Verdict.UNAVAILABLE, a.only(Effect.Respond.class).reply().header().verdict());
  }

  @Test
  @DisplayName("Design 1: a leadership whose first write failed is lost, and its loss is told")
  void failedWriteOfANewLeader() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c").withSlowDisk();
    a.grantVote("b", 0);
    assertEquals(1, a.events(ElectionEvent.LeadershipGained.class).size());

    a.step(new Input.StoreFailed("disk full"));

    assertEquals(Role.FAILED, a.role());
    assertFalse(a.isActive());
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
  }

  @Test
  @DisplayName(
      "Design 1: \"a node that cannot write stops taking part\": it answers and does nothing else")
  void failedNodeTakesNoPart() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    a.heartbeat("b", 1);
    a.step(new Input.StoreFailed("disk full"));

    PeerReply reply = a.askVote("b", 9);

    assertEquals(Verdict.UNAVAILABLE, reply.header().verdict());
    assertEquals(1, a.lastEffects().size());
    assertEquals(1, a.term());
  }
}
