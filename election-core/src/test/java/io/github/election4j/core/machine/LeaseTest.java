/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Activation;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lease of a leader: thesis 6.4.1; design, section 4. */
class LeaseTest {

  private static final long LEASE_NANOS =
      MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1).leaseNanos();

  @Test
  @DisplayName("Design 4: \"s + P (1 - d) / (1 + d)\", \"hence 0.818 P\"")
  void lengthOfTheLease() {
    assertEquals(122_727_272, LEASE_NANOS);
  }

  @Test
  @DisplayName(
      "Thesis 6.4.1: the lease is extended to \"start + election timeout / clock drift bound\","
          + " where start is when the round was sent, not when it was answered")
  void countsFromSending() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.pass(MachineDriver.HEARTBEAT);
    long sentAt = a.nowNanos();

    a.pass(40);
    a.acknowledge("b");

    assertEquals(sentAt + LEASE_NANOS, a.view().lease().untilNanos());
  }

  @Test
  @DisplayName("Design 4: \"the newest round that a quorum of the current voters answered\"")
  void quorumOfFive() {
    MachineDriver a = MachineDriver.leading("a", "b", "c", "d", "e");
    long elected = a.view().lease().untilNanos();
    a.pass(MachineDriver.HEARTBEAT);
    long secondRound = a.nowNanos();
    a.acknowledge("b");
    long afterOne = a.view().lease().untilNanos();

    a.pass(20);
    a.acknowledge("d");

    assertEquals(elected, afterOne);
    assertEquals(secondRound + LEASE_NANOS, a.view().lease().untilNanos());
  }

  @Test
  @DisplayName("Design 4: answers to different rounds count from the older of them")
  void mixedRounds() {
    MachineDriver a = MachineDriver.leading("a", "b", "c", "d", "e");
    a.pass(MachineDriver.HEARTBEAT);
    long older = a.nowNanos();
    PeerRequest.Heartbeat olderRound = a.lastCall("b", PeerRequest.Heartbeat.class);
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("c");

    a.acknowledge("b", olderRound);

    assertEquals(older + LEASE_NANOS, a.view().lease().untilNanos());
  }

  @Test
  @DisplayName("Design 4: observers never count, in a lease")
  void observersNeverCount() {
    MachineDriver a = MachineDriver.leading("a", "b", "c", "o:observer", "p:observer");
    long before = a.view().lease().untilNanos();

    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("o");
    a.acknowledge("p");

    assertEquals(before, a.view().lease().untilNanos());
  }

  @Test
  @DisplayName("Design 3 rule 6: the late answer to an older round neither renews nor shortens")
  void lateAnswer() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    PeerRequest.Heartbeat old = a.lastCall("b", PeerRequest.Heartbeat.class);
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    long before = a.view().lease().untilNanos();

    a.acknowledge("b", old);
    a.acknowledge("c", old);

    assertEquals(before, a.view().lease().untilNanos());
  }

  @Test
  @DisplayName("Design 4: a heartbeat that was refused gives no lease")
  void refusalGivesNoLease() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    long before = a.view().lease().untilNanos();
    a.pass(MachineDriver.HEARTBEAT);

    for (Verdict verdict : List.of(Verdict.UNAVAILABLE, Verdict.STALE_INCARNATION)) {
      a.refuse("b", a.lastCall("b", PeerRequest.Heartbeat.class), verdict, 1);
    }

    assertEquals(before, a.view().lease().untilNanos());
  }

  @Test
  @DisplayName(
      "Design 4: \"Validity is read by the acting thread at the moment of acting, never pushed as a"
          + " flag.\"")
  void readAgainstTheClock() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    NodeView view = a.view();
    long until = view.lease().untilNanos();

    assertTrue(view.isActive(until - 1));
    assertFalse(view.isActive(until));
    assertFalse(view.isActive(view.lease().fromNanos() - 1));
  }

  @Test
  @DisplayName("Design 4: \"A granted vote is a promise too, so winning needs no extra round.\"")
  void votesGiveTheFirstLease() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    long asked = a.nowNanos();
    a.pass(30);

    a.grantVote("b", 0);

    assertTrue(a.isActive());
    assertEquals(asked + LEASE_NANOS, a.view().lease().untilNanos());
    assertEquals(1, a.events(ElectionEvent.LeadershipGained.class).size());
  }

  @Test
  @DisplayName(
      "Design 4: asking for votes again does not move the moment that the lease counts from")
  void askingAgainDoesNotMoveTheLease() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    long asked = a.nowNanos();
    a.pass(MachineDriver.HEARTBEAT + 10);

    a.grantVote("b", 0);

    assertEquals(asked + LEASE_NANOS, a.view().lease().untilNanos());
  }

  @Test
  @DisplayName(
      "Design 4: votes that took longer than a lease elect and give none; it comes with the"
          + " heartbeats")
  void lateVotes() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    a.pass(LEASE_NANOS / MachineDriver.MILLISECOND + 10);

    a.grantVote("b", 0);
    boolean activeByVotes = a.isActive();
    a.pass(20);
    a.acknowledge("b");

    assertEquals(Role.LEADER, a.role());
    assertFalse(activeByVotes);
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName(
      "Design 4: \"A winner becomes active only with a lease that outlasts a heartbeat interval,"
          + " and the time that its votes took if they gave the lease\"")
  void votesThatTookLongerThanWhatIsLeft() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    a.pass(70);

    a.grantVote("b", 0);
    boolean activeByVotes = a.isActive();
    a.acknowledge("b");

    assertEquals(Role.LEADER, a.role());
    assertFalse(activeByVotes);
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName(
      "Design 4: \"A node that has won waits, before it is active, for the largest remaining"
          + " promise among the votes that it won with\"")
  void waitsForTheLargestPromise() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c", "d", "e");

    a.grantVote("b", 30);
    a.grantVote("c", 100);
    a.grantVote("d", 10);

    assertEquals(Role.LEADER, a.role());
    assertFalse(a.isActive());
    assertTrue(a.events(ElectionEvent.LeadershipGained.class).isEmpty());
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    a.acknowledge("c");
    a.pass(49);
    assertFalse(a.isActive());
    a.pass(1);
    assertTrue(a.isActive());
    assertEquals(1, a.events(ElectionEvent.LeadershipGained.class).size());
  }

  @Test
  @DisplayName("Design 4: promises are \"counted from the receipt of each reply\"")
  void countedFromReceipt() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    a.pass(20);
    long received = a.nowNanos();

    a.grantVote("b", 60);

    assertEquals(received + 60 * MachineDriver.MILLISECOND, a.untilActive("b"));
  }

  @Test
  @DisplayName("Design 4: a winner waits for \"its own\" promise too")
  void waitsForItsOwnPromise() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, 600);
    long promisedUntil = a.nowNanos() + 600 * MachineDriver.MILLISECOND;

    a.elect("c");

    assertEquals(Role.LEADER, a.role());
    assertFalse(a.isActive());
    assertEquals(promisedUntil, a.untilActive("c"));
  }

  @Test
  @DisplayName(
      "Design 4: \"Until active it sends heartbeats, but isLeader() is false and no task runs.\"")
  void heartbeatsBeforeActive() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    a.grantVote("b", 500);

    for (int round = 0; round < 9; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      assertEquals(List.of("b", "c"), a.asked(PeerRequest.Heartbeat.class));
      a.acknowledge("c");
      assertFalse(a.isActive());
      assertTrue(a.events(ElectionEvent.LeadershipGained.class).isEmpty());
    }
    a.pass(MachineDriver.HEARTBEAT);
    assertTrue(a.isActive());
    assertEquals(1, a.events(ElectionEvent.LeadershipGained.class).size());
  }

  @Test
  @DisplayName(
      "Design 4: \"Activation.WHEN_ELECTED\": \"active at once, exclusivity by the token only\"")
  void activeWhenElected() {
    List<Member> members = MachineDriver.membersOf("a", "b", "c");
    MachineDriver a =
        MachineDriver.of(
            members, MachineDriver.settings(Activation.WHEN_ELECTED, 1), Optional.empty());
    a.untilPreCandidate().grantPreVote("b");

    a.grantVote("b", 150);

    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("Design 4: a sole voter's lease has no end, however late its timer is")
  void soleVoter() {
    MachineDriver a = MachineDriver.of("a");
    assertTrue(a.isActive());

    a.standStill(3_600_000);
    assertTrue(a.isActive());
    a.step(new Input.TimerFired());
    a.step(new Input.ClockJumped(60_000_000_000L));

    assertTrue(a.isActive());
    assertTrue(a.events(ElectionEvent.LeadershipLost.class).isEmpty());
  }

  @Test
  @DisplayName("Design 4: a voter that joins a sole voter gives its lease an end")
  void soleVoterNoMore() {
    MachineDriver a = MachineDriver.of("a");
    a.step(new Input.MembersProposed(MachineDriver.membersOf("a", "d")));
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("d");
    a.acknowledge("d");
    assertTrue(a.configuration().isVoter("d"));

    a.pass(2 * MachineDriver.PROMISE);

    assertFalse(a.isActive());
  }

  @Test
  @DisplayName(
      "Design 4: \"Stepping down ends the lease in the same step, before any reply that the step"
          + " causes.\"")
  void stepDownEndsTheLeaseFirst() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    a.heartbeat("b", 2);

    Effect.Publish first = a.every(Effect.Publish.class).getFirst();
    assertFalse(first.view().lease().held());
    assertTrue(a.position(Effect.Publish.class) < a.position(Effect.Respond.class));
    assertTrue(a.position(Effect.Persist.class) < a.position(Effect.Respond.class));
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
  }

  @Test
  @DisplayName(
      "Design 4: \"a jump of wall-clock against monotonic time ends the lease where it is seen\"")
  void clockJumpEndsTheLease() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    a.step(new Input.ClockJumped(5_000_000_000L));

    assertEquals(Role.FOLLOWER, a.role());
    assertFalse(a.isActive());
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
  }

  @Test
  @DisplayName(
      "Design 4: a clock that stood still while votes were asked for gives no lease from those"
          + " votes")
  void clockJumpOfACandidate() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");

    a.step(new Input.ClockJumped(5_000_000_000L));
    if (a.role() == Role.CANDIDATE) {
      a.grantVote("b", 0);
    }

    assertFalse(a.isActive());
  }

  @Test
  @DisplayName("Design 4: who follows has no lease, and says so")
  void followersHoldNone() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");

    assertEquals(Lease.NONE, a.view().lease());
    assertFalse(a.isActive());
  }
}
