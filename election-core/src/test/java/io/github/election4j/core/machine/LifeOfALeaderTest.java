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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the first silence to the loss of the lease, in one go. */
class LifeOfALeaderTest {

  @Test
  @DisplayName("Silence, pre-vote, vote, leadership, lease, silence of the others, follower again")
  void wholeLife() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    assertEquals(Role.FOLLOWER, a.role());
    a.untilPreCandidate();
    assertEquals(0, a.term());
    a.grantPreVote("b");
    assertEquals(Role.CANDIDATE, a.role());
    assertEquals(1, a.term());
    a.grantVote("c", 0);
    assertEquals(Role.LEADER, a.role());
    assertTrue(a.isActive());
    assertEquals(1, a.events(ElectionEvent.LeadershipGained.class).size());
    for (int round = 0; round < 20; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      a.acknowledge("b");
    }
    assertTrue(a.isActive());
    a.pass(MachineDriver.LEASE + MachineDriver.HEARTBEAT);
    assertFalse(a.isActive());
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
    assertTrue(a.view().leader().isEmpty());
  }

  @Test
  @DisplayName("A cluster of one leads at once, and again after it has resigned")
  void alone() {
    MachineDriver a = MachineDriver.of("a");
    assertEquals(Role.LEADER, a.role());
    a.pass(5_000);
    assertTrue(a.isActive());
    assertEquals(1, a.term());
    a.step(new Input.ResignAsked(java.util.Optional.empty()));
    assertEquals(Role.FOLLOWER, a.role());
    a.pass(2_000);
    assertTrue(a.isActive());
    assertEquals(2, a.term());
  }
}
