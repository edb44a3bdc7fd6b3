/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.Activation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Counts, where a benchmark has times: what costs more than it did is seen at once. A count that
 * changes for a reason is changed here.
 */
@DisplayName("To three voters and their disks,")
class CostTest {

  private static final Map<String, Long> TIMEOUTS = Map.of("a", 160L, "b", 220L, "c", 290L);

  private final Map<String, Integer> counts = new TreeMap<>();
  private final VirtualCluster cluster =
      new VirtualCluster(
          MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1),
          id -> new FixedTimeout(() -> TIMEOUTS.get(id)),
          new Counting());

  /** Notes what is asked, answered and written. */
  private final class Counting implements VirtualCluster.Narrator {
    @Override
    public void effect(
        VirtualNode node, Effect effect, Optional<VirtualMessage> cause, long nowNanos) {
      String what =
          switch (effect) {
            case Effect.Call call -> call.request().getClass().getSimpleName();
            case Effect.Respond ignored -> "answers";
            case Effect.Persist ignored -> "writes of " + node.id();
            case Effect.ArmTimer ignored -> "timers of " + node.id();
            default -> "";
          };
      counts.merge(what, 1, Integer::sum);
    }

    @Override
    public void lost(VirtualMessage message, long nowNanos) {
      counts.merge("lost", 1, Integer::sum);
    }
  }

  private void found() {
    cluster.found(MachineDriver.membersOf("a", "b", "c"));
    cluster.pass(1_000, true);
  }

  /** What was done meanwhile, of these kinds. */
  private Map<String, Integer> during(Runnable what, String... kinds) {
    counts.clear();
    what.run();
    Map<String, Integer> found = new TreeMap<>(counts);
    found.keySet().removeIf(kind -> List.of(kinds).stream().noneMatch(kind::startsWith));
    return found;
  }

  @Test
  @DisplayName("an election after a kill costs a pre-vote, a vote, and two forced writes each")
  void afterAKill() {
    found();
    assertEquals(
        Map.of("PreVoteRequest", 2, "VoteRequest", 2, "writes of b", 2, "writes of c", 2),
        during(
            () -> {
              cluster.crash("a");
              cluster.pass(300, true);
            },
            "PreVote",
            "Vote",
            "Timeout",
            "writes"));
  }

  @Test
  @DisplayName("a hand-over costs a consent, a vote and a round of heartbeats, and no pre-vote")
  void handOver() {
    found();
    assertEquals(
        Map.of(
            "TimeoutNow",
            1,
            "VoteRequest",
            2,
            "Heartbeat",
            2,
            "answers",
            5,
            "writes of a",
            2,
            "writes of b",
            2,
            "writes of c",
            2),
        during(
            () -> {
              cluster.step("a", new Input.ResignAsked(Optional.of("b")));
              cluster.pass(40, true);
            },
            "PreVote",
            "Vote",
            "Timeout",
            "Heartbeat",
            "answers",
            "writes",
            "lost"));
  }

  @Test
  @DisplayName("a second at rest costs twenty rounds of heartbeats, and nothing is written")
  void atRest() {
    found();
    assertEquals(
        Map.of(
            "Heartbeat", 40, "answers", 40, "timers of a", 20, "timers of b", 5, "timers of c", 4),
        during(
            () -> cluster.pass(1_000, true),
            "PreVote",
            "Heartbeat",
            "answers",
            "writes",
            "timers"));
  }
}
