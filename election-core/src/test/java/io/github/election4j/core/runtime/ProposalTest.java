/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.Leader;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect.MembersOutcome;
import io.github.election4j.core.machine.Effect.MembersProgress;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A change that a leader of term 7 has left to 'b' is abandoned")
class ProposalTest {

  @ParameterizedTest
  @CsvSource({"b, 8, false", "c, 8, true", "b, 9, true", "a, 7, false"})
  @DisplayName("when another leads the next term, or anybody a later one")
  void abandoned(String leader, long term, boolean abandoned) {
    MembersProgress left =
        new MembersProgress(MembersOutcome.LEFT_TO_SUCCESSOR, "left", Optional.of("b"));
    NodeView view =
        new NodeView(
            Role.FOLLOWER,
            term,
            Optional.of(new Leader(leader, "somewhere", term)),
            Lease.NONE,
            new NodeView.Cluster(Configuration.NONE, Optional.empty()));
    assertEquals(abandoned, new Orders.Proposal(7, left).isAbandoned(view));
  }
}
