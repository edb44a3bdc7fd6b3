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
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect.HandOverOutcome;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.PeerRequest.TimeoutNow;
import io.github.election4j.wire.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The leader that hands over: thesis 3.10; design, section 4. */
class HandOverTest {

  @Test
  @DisplayName(
      "Design 4: \"the leader stops being active first (tasks interrupted and ended)\", and only"
          + " then asks")
  void stopsBeingActiveFirst() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");

    a.step(new Input.ResignAsked(Optional.empty()));

    assertFalse(a.isActive());
    assertEquals(Role.LEADER, a.role());
    assertEquals(1, a.only(Effect.EndTasks.class).term());
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
    assertTrue(a.every(Effect.Call.class).isEmpty());
    assertTrue(a.position(Effect.Publish.class) < a.position(Effect.EndTasks.class));
  }

  @Test
  @DisplayName(
      "Thesis 3.10: \"The prior leader sends a TimeoutNow request to the target server.\"; design"
          + " 4: with the release, when the tasks have ended")
  void asksTheSuccessor() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksEnded(1));

    TimeoutNow request = a.calls(TimeoutNow.class).getFirst();
    assertEquals(new Release("a", 1), request.release());
    assertEquals(1, a.calls(TimeoutNow.class).size());
  }

  @Test
  @DisplayName("Design 4: its own readers see that a lease is released before the release leaves")
  void releaseIsSeenFirst() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksEnded(1));

    assertEquals(List.of("b"), a.asked(TimeoutNow.class));
    assertTrue(a.position(Effect.Publish.class) < a.position(Effect.Call.class));
  }

  @Test
  @DisplayName("Design 4: the end of the tasks of another term releases nothing")
  void endOfOtherTasks() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksEnded(0));
    a.step(new Input.TasksOverran(0));

    assertEquals(Role.LEADER, a.role());
    assertTrue(a.calls(TimeoutNow.class).isEmpty());
  }

  @Test
  @DisplayName("Design 6: the successor is the one of the highest priority")
  void priorityChoosesTheSuccessor() {
    MachineDriver a = MachineDriver.confirmed("a:1", "b:7", "c:3");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksEnded(1));

    assertEquals(List.of("b"), a.asked(TimeoutNow.class));
  }

  @ParameterizedTest
  @CsvSource({"b", "c"})
  @DisplayName("Design 6: among those of one priority the successor is who answered last")
  void latestContactChoosesTheSuccessor(String latest) {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge(latest);
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksEnded(1));

    assertEquals(List.of(latest), a.asked(TimeoutNow.class));
  }

  @ParameterizedTest
  @CsvSource({"b, c", "c, b"})
  @DisplayName("Design 6: among those who answered the same round it is who answered fastest")
  void roundTripChoosesTheSuccessor(String fast, String slow) {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge(fast);
    a.pass(3);
    a.acknowledge(slow);
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksEnded(1));

    assertEquals(List.of(fast), a.asked(TimeoutNow.class));
  }

  @Test
  @DisplayName("Design 3 rule 5: a witness is no successor, nor is an observer")
  void witnessIsNoSuccessor() {
    MachineDriver a = MachineDriver.confirmed("a:1", "b:1", "w:0", "o:observer");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksEnded(1));

    assertEquals(List.of("b"), a.asked(TimeoutNow.class));
  }

  @Test
  @DisplayName("Thesis 3.10: the successor is one that has answered lately")
  void silentMemberIsNoSuccessor() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    for (int round = 0; round < 5; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      a.acknowledge("b");
    }
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksEnded(1));

    assertEquals(List.of("b"), a.asked(TimeoutNow.class));
  }

  @Test
  @DisplayName("Design 6: a successor has answered lately: within the shortest election timeout")
  void answeredLately() {
    for (long silentFor : List.of(MachineDriver.MIN_ELECTION - 1, MachineDriver.MIN_ELECTION)) {
      MachineDriver a = MachineDriver.confirmed("a", "b:2", "c", "d");
      for (long passed = 0; passed < silentFor; passed += MachineDriver.HEARTBEAT) {
        a.pass(Math.min(MachineDriver.HEARTBEAT, silentFor - passed));
        a.acknowledge("c");
        a.acknowledge("d");
      }
      a.step(new Input.ResignAsked(Optional.of("b")));
      boolean lately = silentFor < MachineDriver.MIN_ELECTION;
      assertEquals(lately, a.every(Effect.EndTasks.class).size() == 1);
      assertEquals(lately, a.every(Effect.HandOverEnded.class).isEmpty());
    }
  }

  @Test
  @DisplayName(
      "Thesis 3.10: \"Its next message to the prior leader will include its new term number,"
          + " causing the prior leader to step down.\"")
  void stepsDownWhenTheSuccessorCampaigns() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));
    a.step(new Input.TasksEnded(1));
    String successor = a.asked(TimeoutNow.class).getFirst();

    PeerReply vote = a.askVote(successor, 2, Optional.of(new Release("a", 1)));

    assertTrue(vote.granted());
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(HandOverOutcome.RELEASED, a.only(Effect.HandOverEnded.class).outcome());
  }

  @Test
  @DisplayName(
      "Thesis 3.10: the prior leader also steps down when the successor says that it campaigns")
  void stepsDownOnConsent() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));
    a.step(new Input.TasksEnded(1));
    String successor = a.asked(TimeoutNow.class).getFirst();
    TimeoutNow request = a.lastCall(successor, TimeoutNow.class);

    a.reply(
        request,
        new PeerReply.TimeoutNowReply(a.answerHeader(successor, request, Verdict.GRANTED, 1)));

    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(HandOverOutcome.RELEASED, a.only(Effect.HandOverEnded.class).outcome());
  }

  @Test
  @DisplayName(
      "Thesis 3.10: \"It is also possible for the target server to fail\": the next is asked")
  void nextSuccessor() {
    MachineDriver a = MachineDriver.confirmed("a", "b:5", "c:1");
    a.step(new Input.ResignAsked(Optional.empty()));
    a.step(new Input.TasksEnded(1));

    a.step(new Input.CallFailed("b", a.lastCall("b", TimeoutNow.class)));
    List<String> afterFailure = a.asked(TimeoutNow.class);
    a.refuse("c", a.lastCall("c", TimeoutNow.class), Verdict.UNAVAILABLE, 1);

    assertEquals(List.of("c"), afterFailure);
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(HandOverOutcome.NO_SUCCESSOR, a.only(Effect.HandOverEnded.class).outcome());
  }

  @Test
  @DisplayName("Design 4: \"never holds a lease in that term again\"")
  void neverHoldsALeaseAgain() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    a.acknowledge("c");

    assertEquals(Role.LEADER, a.role());
    assertFalse(a.view().lease().held());
    assertEquals(1, a.events(ElectionEvent.LeadershipGained.class).size());
  }

  @Test
  @DisplayName(
      "Design 4: while it waits for its tasks nobody else is active, and it says so; not once it"
          + " has released")
  void givenUpAndNotReleased() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    boolean whileActive = a.view().lease().isGivenUp(a.nowNanos());
    a.step(new Input.ResignAsked(Optional.empty()));
    boolean givenUp = a.view().lease().isGivenUp(a.nowNanos());
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    long until = a.nowNanos() + MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1).leaseNanos();
    boolean renewed = a.view().lease().isGivenUp(until - 1);
    boolean over = a.view().lease().isGivenUp(until);
    a.step(new Input.TasksEnded(1));

    assertFalse(whileActive);
    assertTrue(givenUp);
    assertTrue(renewed);
    assertFalse(over);
    assertEquals(Lease.NONE, a.view().lease());
  }

  @Test
  @DisplayName("Design 4: once released, it asks nobody for a promise any more")
  void noHeartbeatAfterTheRelease() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));
    a.step(new Input.TasksEnded(1));

    a.pass(MachineDriver.HEARTBEAT);

    assertEquals(Role.LEADER, a.role());
    assertTrue(a.calls(PeerRequest.Heartbeat.class).isEmpty());
  }

  @Test
  @DisplayName("Design 4: \"A node that was never active releases nothing.\"")
  void neverActiveReleasesNothing() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    a.grantVote("b", 100);
    a.acknowledge("b");

    a.step(new Input.ResignAsked(Optional.empty()));
    HandOverOutcome outcome = a.only(Effect.HandOverEnded.class).outcome();
    a.step(new Input.TasksEnded(1));

    assertEquals(HandOverOutcome.NO_SUCCESSOR, outcome);
    assertEquals(Role.FOLLOWER, a.role());
    assertTrue(a.calls(TimeoutNow.class).isEmpty());
  }

  @Test
  @DisplayName(
      "Design 4: \"If a task does not end within the grace period, nothing is released and the"
          + " lease runs out.\"")
  void overrunReleasesNothing() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.TasksOverran(1));
    HandOverOutcome outcome = a.only(Effect.HandOverEnded.class).outcome();
    a.step(new Input.TasksEnded(1));

    assertEquals(HandOverOutcome.TASKS_OVERRAN, outcome);
    assertEquals(Role.FOLLOWER, a.role());
    assertTrue(a.calls(TimeoutNow.class).isEmpty());
  }

  @Test
  @DisplayName(
      "Design 6: resigning \"starts an election that it does not take part in\", for a while")
  void backsOff() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));
    a.step(new Input.TasksOverran(1));

    a.pass(2 * MachineDriver.MAX_ELECTION);
    Role meanwhile = a.role();
    a.pass(MachineDriver.MAX_ELECTION);

    assertEquals(Role.FOLLOWER, meanwhile);
    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 6: a resigned leader that hears the next one takes part in elections again")
  void backOffEndsWithTheNextLeader() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));
    a.step(new Input.TasksOverran(1));

    a.heartbeat("b", 2);
    a.pass(MachineDriver.MAX_ELECTION);

    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 6: a successor that is named and cannot take over costs the leader nothing")
  void wantedSuccessorCannot() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");

    a.step(new Input.ResignAsked(Optional.of("x")));

    assertEquals(HandOverOutcome.NO_SUCCESSOR, a.only(Effect.HandOverEnded.class).outcome());
    assertEquals(Role.LEADER, a.role());
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("Thesis 3.10: the named target is asked, and nobody else")
  void wantedSuccessor() {
    MachineDriver a = MachineDriver.confirmed("a", "b:9", "c:1");

    a.step(new Input.ResignAsked(Optional.of("c")));
    a.step(new Input.TasksEnded(1));
    List<String> asked = a.asked(TimeoutNow.class);
    a.step(new Input.CallFailed("c", a.lastCall("c", TimeoutNow.class)));

    assertEquals(List.of("c"), asked);
    assertTrue(a.calls(TimeoutNow.class).isEmpty());
    assertEquals(Role.FOLLOWER, a.role());
  }

  @Test
  @DisplayName("Design 6: a node that does not lead says so when it is to resign")
  void followersDoNotResign() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");

    a.step(new Input.ResignAsked(Optional.empty()));

    assertEquals(HandOverOutcome.NOT_LEADER, a.only(Effect.HandOverEnded.class).outcome());
    assertEquals(Role.FOLLOWER, a.role());
  }

  @Test
  @DisplayName("Design 4: asked twice, a leader hands over once")
  void askedTwice() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.step(new Input.ResignAsked(Optional.empty()));

    assertTrue(a.every(Effect.EndTasks.class).isEmpty());
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
  }

  @Test
  @DisplayName("Design 4: a leader that is voted out half-way reports that it does not lead")
  void votedOutHalfWay() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.heartbeat("c", 2);

    assertEquals(HandOverOutcome.NOT_LEADER, a.only(Effect.HandOverEnded.class).outcome());
    assertEquals(Role.FOLLOWER, a.role());
  }

  @Test
  @DisplayName(
      "Design 6: a leader that has just won leads on until its first heartbeats are answered, then"
          + " hands over")
  void justElected() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    a.step(new Input.ResignAsked(Optional.empty()));
    assertTrue(a.isActive());
    assertTrue(a.every(Effect.HandOverEnded.class).isEmpty());
    a.acknowledge("c");

    assertFalse(a.isActive());
    assertEquals(1, a.only(Effect.EndTasks.class).term());
    a.step(new Input.TasksEnded(1));
    assertEquals(List.of("c"), a.asked(TimeoutNow.class));
  }

  @Test
  @DisplayName("Design 6: it waits for a successor that was asked for, though another is ready")
  void justElectedAndWanted() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.of("b")));

    a.acknowledge("c");
    assertTrue(a.isActive());
    a.acknowledge("b");
    a.step(new Input.TasksEnded(1));

    assertEquals(List.of("b"), a.asked(TimeoutNow.class));
  }

  @Test
  @DisplayName("Design 6: if nobody answers within a heartbeat, it says so and keeps to the lease")
  void nobodyCatchesUp() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.empty()));

    a.pass(MachineDriver.HEARTBEAT);

    assertEquals(HandOverOutcome.NO_SUCCESSOR, a.only(Effect.HandOverEnded.class).outcome());
    assertEquals(Role.FOLLOWER, a.role());
    assertTrue(a.calls(TimeoutNow.class).isEmpty());
  }

  @Test
  @DisplayName("Design 6: one that was asked for and does not answer is given up; it leads on")
  void theWantedOneDoesNotCatchUp() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.step(new Input.ResignAsked(Optional.of("b")));

    a.acknowledge("c");
    a.pass(MachineDriver.HEARTBEAT);

    assertEquals(HandOverOutcome.NO_SUCCESSOR, a.only(Effect.HandOverEnded.class).outcome());
    assertEquals(Role.LEADER, a.role());
    assertTrue(a.isActive());
    assertTrue(a.events(ElectionEvent.LeadershipLost.class).isEmpty());
  }
}
