/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Effect.MembersOutcome;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Design, section 5: members come and go, one voter at a step, each step confirmed by a quorum. */
class MembershipTest {

  private static MachineDriver activeLeader() {
    MachineDriver a = MachineDriver.of("a", "b", "c").elect("b");
    a.acknowledge("b");
    a.acknowledge("c");
    return a;
  }

  private static void propose(MachineDriver a, String... ids) {
    a.step(new Input.MembersProposed(MachineDriver.membersOf(ids)));
  }

  @Test
  @DisplayName("Section 5: a new leader first writes the configuration again under its own term")
  void writtenAgain() {
    MachineDriver a = MachineDriver.of("a", "b", "c").elect("b");
    assertEquals(new ConfigurationId(1, 1), a.configurationId());
  }

  @Test
  @DisplayName("Section 5: the identity that a member first confirmed with is recorded")
  void identityRecorded() {
    MachineDriver a = activeLeader();
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    a.acknowledge("c");
    a.pass(MachineDriver.HEARTBEAT);
    assertEquals("b".hashCode(), a.configuration().member("b").orElseThrow().identity());
    assertEquals("c".hashCode(), a.configuration().member("c").orElseThrow().identity());
  }

  @Test
  @DisplayName("Section 5: a newcomer listens first, and votes when it has answered")
  void newcomerListensFirst() {
    MachineDriver a = activeLeader();
    propose(a, "a", "b", "c", "d");
    settle(a, 3, "b", "c");
    assertTrue(a.configuration().names("d"));
    assertFalse(a.configuration().isVoter("d"));
    settle(a, 4, "b", "c", "d");
    assertTrue(a.configuration().isVoter("d"));
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("Section 5: the leader is told of each confirmed step and of the end")
  void progressIsTold() {
    MachineDriver a = activeLeader();
    propose(a, "a", "b");
    settle(a, 3, "b", "c");
    assertEquals(List.of("a", "b"), List.copyOf(a.configuration().voters()));
    assertTrue(
        a.effects(Effect.MembersProgress.class).stream()
            .anyMatch(progress -> progress.outcome() == MembersOutcome.DONE));
  }

  @Test
  @DisplayName("Section 5: a leader removes itself last, by handing over first")
  void leaderLeavesLast() {
    MachineDriver a = activeLeader();
    propose(a, "b", "c");
    settle(a, 4, "b", "c");
    a.step(new Input.TasksEnded(a.term()));
    PeerRequest.TimeoutNow consent = a.lastCall("b", PeerRequest.TimeoutNow.class);
    assertEquals(
        List.of("b", "c"),
        consent.unfinished().orElseThrow().stream().map(member -> member.id()).toList());
    assertTrue(a.configuration().isVoter("a"));
  }

  @Test
  @DisplayName("Wanted members that break a rule are refused, and nothing is changed")
  void refused() {
    MachineDriver a = activeLeader();
    ConfigurationId before = a.configurationId();
    a.step(new Input.MembersProposed(List.of(Member.of("a", "a:1").withPriority(0))));
    assertEquals(
        MembersOutcome.REFUSED, a.effects(Effect.MembersProgress.class).getLast().outcome());
    assertEquals(before, a.configurationId());
  }

  private static void settle(MachineDriver a, int rounds, String... peers) {
    for (int round = 0; round < rounds; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      for (String peer : peers) {
        a.acknowledge(peer);
      }
    }
  }
}
