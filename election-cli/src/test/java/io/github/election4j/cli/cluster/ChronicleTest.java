/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.demonstration.Failover;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The chronicle of a cluster")
class ChronicleTest {

  private static final Instant START = Instant.EPOCH;

  private final Chronicle chronicle = new Chronicle();

  @Test
  @DisplayName("knows a leader when it is active and all follow it")
  void findsTheLeader() {
    tell("a", EventKind.LEADER_ELECTED, 1, "a");
    tell("b", EventKind.LEADER_ELECTED, 1, "a");
    assertEquals(Optional.empty(), chronicle.leaderOf(Set.of("a", "b")), "not active yet");
    tell("a", EventKind.LEADERSHIP_GAINED, 1, "a");
    assertEquals(Optional.of(new Tenure("a", 1, START)), chronicle.leaderOf(Set.of("a", "b")));
    assertEquals(Optional.empty(), chronicle.leaderOf(Set.of("a", "b", "c")), "c said nothing");
    tell("c", EventKind.LEADER_ELECTED, 0, "a");
    assertEquals(
        Optional.empty(), chronicle.leaderOf(Set.of("a", "b", "c")), "c is in another term");
  }

  @Test
  @DisplayName("knows no leader after it lost its leadership, stopped or was killed")
  void forgetsTheLeader() {
    for (EventKind end : List.of(EventKind.LEADERSHIP_LOST, EventKind.STOPPED)) {
      tell("a", EventKind.LEADERSHIP_GAINED, 1, "a");
      tell("a", end, 1, "a");
      assertEquals(Optional.empty(), chronicle.leaderOf(Set.of()));
    }
    tell("a", EventKind.LEADERSHIP_GAINED, 2, "a");
    assertTrue(chronicle.knows("a"));
    chronicle.forget("a");
    assertEquals(Optional.empty(), chronicle.leaderOf(Set.of()));
    assertFalse(chronicle.knows("a"));
  }

  @Test
  @DisplayName("keeps the leader when another one's loss is told late")
  void keepsTheLeader() {
    tell("a", EventKind.LEADERSHIP_GAINED, 1, "a");
    tell("b", EventKind.LEADERSHIP_GAINED, 2, "b");
    tell("a", EventKind.LEADERSHIP_LOST, 2, "b");
    assertEquals(Optional.of(new Tenure("b", 2, START)), chronicle.leaderOf(Set.of("a", "b")));
    assertEquals(
        List.of(new Tenure("a", 1, START), new Tenure("b", 2, START)), chronicle.tenures());
  }

  @Test
  @DisplayName("finds a failover good if one leader of a higher term followed")
  void judgesFailovers() {
    Tenure before = new Tenure("a", 3, START);
    Instant killedAt = START.plusMillis(1_000);
    Tenure after = new Tenure("b", 4, killedAt.plusMillis(182));
    Failover good = new Failover(before, killedAt, List.of(after));
    assertTrue(good.isGood());
    assertEquals(182, good.gap().toMillis());
    assertFalse(new Failover(before, killedAt, List.of()).isGood());
    assertFalse(
        new Failover(before, killedAt, List.of(after, new Tenure("c", 5, killedAt))).isGood());
    assertFalse(new Failover(before, killedAt, List.of(new Tenure("b", 3, killedAt))).isGood());
  }

  private void tell(String member, EventKind kind, long term, String leader) {
    chronicle.accept(
        new EventLine(
            START,
            new EventLine.Source(member, "g"),
            kind,
            new EventLine.State(term, Optional.of(leader), "follower"),
            Map.of()));
  }
}
