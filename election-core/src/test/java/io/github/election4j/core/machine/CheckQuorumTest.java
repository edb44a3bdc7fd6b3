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
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Check-quorum: thesis 6.2; design, section 3 rule 7. */
class CheckQuorumTest {

  @Test
  @DisplayName(
      "Thesis 6.2: \"a leader in Raft steps down if an election timeout elapses without a"
          + " successful round of heartbeats to a majority of its cluster\"; here already when its"
          + " lease ends")
  void stepsDown() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    a.pass(MachineDriver.LEASE + 1);

    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(1, a.term());
    assertEquals(Optional.empty(), a.view().leader());
    assertEquals(
        "no quorum has answered for the length of the lease",
        a.events(ElectionEvent.LeadershipLost.class).getFirst().reason());
  }

  @Test
  @DisplayName("Thesis 6.2: a majority is enough: a minority of silent followers changes nothing")
  void minorityMayBeSilent() {
    MachineDriver a = MachineDriver.leading("a", "b", "c", "d", "e");

    for (int round = 0; round < 40; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      a.acknowledge("c");
      a.acknowledge("e");
      assertTrue(a.isActive());
    }

    assertEquals(Role.LEADER, a.role());
  }

  @Test
  @DisplayName("Thesis 6.2: less than a majority is not enough, however lively")
  void minorityIsNotEnough() {
    MachineDriver a = MachineDriver.leading("a", "b", "c", "d", "e");

    for (int round = 0; round < 3; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      if (a.role() == Role.LEADER) {
        a.acknowledge("c");
      }
    }

    assertEquals(Role.FOLLOWER, a.role());
    assertFalse(a.isActive());
  }

  @Test
  @DisplayName("Thesis 6.2: one lost round costs no leadership")
  void oneLostRound() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    for (int round = 0; round < 40; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      if (round % 2 == 1) {
        a.acknowledge("b");
      }
    }

    assertEquals(Role.LEADER, a.role());
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("Design 3 rule 7: failed calls are no answers")
  void failedCallsAreNoAnswers() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    for (int round = 0; round < 3; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      for (Effect.Call call : List.copyOf(a.every(Effect.Call.class))) {
        a.step(new Input.CallFailed(call.peer(), call.request()));
      }
    }

    assertEquals(Role.FOLLOWER, a.role());
  }

  @Test
  @DisplayName(
      "Design 1: a leader that is paused \"stops saying that it leads\", and steps down at the"
          + " first thing that it takes in")
  void pausedLeader() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.standStill(10_000);
    boolean activeBeforeAnyInput = a.isActive();

    a.acknowledge("b");

    assertFalse(activeBeforeAnyInput);
    assertEquals(Role.FOLLOWER, a.role());
    assertFalse(a.isActive());
  }

  @Test
  @DisplayName("Design 3 rule 7: a leader without lease does not take an answer for a new one")
  void noRevival() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.pass(MachineDriver.HEARTBEAT);
    a.pass(MachineDriver.HEARTBEAT);
    a.pass(MachineDriver.LEASE);

    a.acknowledge("b");
    a.acknowledge("c");

    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(1, a.events(ElectionEvent.LeadershipGained.class).size());
  }

  @Test
  @DisplayName("Thesis 6.2: a leader that is refused by a majority steps down too")
  void refusedByAll() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    for (int round = 0; round < 3 && a.role() == Role.LEADER; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      for (String peer : a.others()) {
        a.refuse(peer, a.lastCall(peer, PeerRequest.Heartbeat.class), Verdict.NOT_A_MEMBER, 1);
      }
    }

    assertEquals(Role.FOLLOWER, a.role());
  }

  @Test
  @DisplayName("Design 3 rule 7: who has stepped down campaigns again like anybody else")
  void campaignsAgain() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.pass(MachineDriver.LEASE + 1);

    a.elect("c");

    assertEquals(Role.LEADER, a.role());
    assertEquals(2, a.term());
    assertTrue(a.isActive());
  }
}
