/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Activation;
import io.github.election4j.Role;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The minimum quorum: design, section 5. */
class MinimumQuorumTest {

  private static MachineDriver withMinimum(int minimumQuorum, String... ids) {
    return MachineDriver.of(
        MachineDriver.membersOf(ids),
        MachineDriver.settings(Activation.WHEN_EXCLUSIVE, minimumQuorum),
        Optional.empty());
  }

  @Test
  @DisplayName("Design 5: \"no election ... with fewer voters than this\"")
  void tooFewVoters() {
    MachineDriver a = withMinimum(3, "a", "b", "o:observer");

    a.pass(10 * MachineDriver.MAX_ELECTION);

    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(0, a.term());
  }

  @Test
  @DisplayName("Design 5: a single voter does not lead alone if two are the least")
  void notAlone() {
    MachineDriver a = withMinimum(2, "a");

    a.pass(10 * MachineDriver.MAX_ELECTION);

    assertEquals(Role.FOLLOWER, a.role());
    assertFalse(a.isActive());
  }

  @Test
  @DisplayName(
      "Design 5: an election needs as many votes, and pre-votes, if that is more than a majority")
  void votesNeeded() {
    MachineDriver a = withMinimum(4, "a", "b", "c", "d", "e").untilPreCandidate();

    a.grantPreVote("b");
    a.grantPreVote("c");
    Role afterThreePreVotes = a.role();
    a.grantPreVote("d");
    a.grantVote("b", 0);
    a.grantVote("c", 0);
    Role afterThreeVotes = a.role();
    a.grantVote("e", 0);

    assertEquals(Role.PRE_CANDIDATE, afterThreePreVotes);
    assertEquals(Role.CANDIDATE, afterThreeVotes);
    assertEquals(Role.LEADER, a.role());
  }

  @Test
  @DisplayName("Design 5: a lease needs as many answers, if that is more than a majority")
  void answersNeeded() {
    MachineDriver a = withMinimum(3, "a", "b", "c").elect("b", "c");
    a.grantVote("c", 0);
    assertTrue(a.isActive());

    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    a.pass(MachineDriver.HEARTBEAT);

    assertFalse(a.isActive());
    assertEquals(Role.FOLLOWER, a.role());
  }

  @Test
  @DisplayName("Design 5: a minimum below the majority changes nothing")
  void belowTheMajority() {
    MachineDriver a = withMinimum(1, "a", "b", "c", "d", "e");

    a.elect("b", "c");

    assertEquals(Role.LEADER, a.role());
  }
}
