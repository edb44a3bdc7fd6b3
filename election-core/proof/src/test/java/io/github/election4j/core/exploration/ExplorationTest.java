/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.core.exploration.ExplorationPlan.Bounds;
import io.github.election4j.core.exploration.ExplorationPlan.Faults;
import io.github.election4j.core.exploration.ExplorationPlan.NodeBounds;
import io.github.election4j.core.simulation.RealMachine;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code -Dexploration.states=N} sets how many distinct states each search meets at most. */
@DisplayName("In every state of a small cluster that can be reached")
class ExplorationTest {

  private static final long STATES = Long.getLong("exploration.states", 200_000);

  private static final NodeBounds THREE_TERMS = new NodeBounds(3, 6, 1);
  private static final NodeBounds TWO_TERMS = new NodeBounds(2, 6, 1);

  @Test
  @DisplayName("three nodes elect one leader a term, whatever is lost, repeated, late or crashes")
  void elections() {
    explore(Plans.threeNodes(new Bounds(THREE_TERMS, 6, new Faults(2, 2, 2))));
  }

  @Test
  @DisplayName("two nodes and a witness do too")
  void electionsWithWitness() {
    explore(Plans.twoNodesAndWitness(new Bounds(THREE_TERMS, 6, new Faults(2, 2, 2))));
  }

  @Test
  @DisplayName(
      "nothing is left to see of the first term of three nodes, and nothing is wrong in it")
  void firstTerm() {
    Bounds bounds = new Bounds(new NodeBounds(1, 2, 1), 4, Faults.NONE);
    exhaust(Plans.threeNodes(bounds).withPromptDisks());
  }

  @Test
  @DisplayName("nor of the first term of two nodes, whenever their disks answer")
  void firstTermWithSlowDisks() {
    exhaust(Plans.twoNodes(new Bounds(new NodeBounds(1, 2, 1), 2, Faults.NONE)));
  }

  private static void exhaust(ExplorationPlan plan) {
    Exploration.Result result = explore(plan, Long.MAX_VALUE);
    assertTrue(result.report().size().exhausted(), () -> "not exhausted: " + result.report());
  }

  @Test
  @DisplayName("a leader that hands over leaves one leader a term")
  void handOvers() {
    explore(Plans.handOvers(new Bounds(THREE_TERMS, 6, new Faults(1, 1, 1))));
  }

  @Test
  @DisplayName("one node is active at any instant, with clocks at the bounds of their drift")
  void leases() {
    explore(Plans.leases(new Bounds(TWO_TERMS, 6, new Faults(1, 1, 1))));
  }

  @Test
  @DisplayName("one node is active at any instant, though leaders release their leases")
  void releases() {
    explore(Plans.releases(new Bounds(TWO_TERMS, 6, new Faults(1, 1, 1))));
  }

  @Test
  @DisplayName("a leader that takes members in and lets them go leaves no two that can elect apart")
  void members() {
    explore(Plans.members(new Bounds(new NodeBounds(3, 8, 6), 6, new Faults(0, 1, 1))));
  }

  @Test
  @DisplayName("one node is active at any instant, though its voters change under its lease")
  void leasesAndMembers() {
    explore(Plans.leasesAndMembers(new Bounds(new NodeBounds(2, 8, 5), 5, new Faults(0, 1, 1))));
  }

  private static void explore(ExplorationPlan plan) {
    explore(plan, STATES);
  }

  private static Exploration.Result explore(ExplorationPlan plan, long limit) {
    Exploration.Result result = new Exploration(plan, RealMachine::new).run(limit);
    System.out.println(result.report());
    assertEquals(List.of(), result.trace(), () -> String.join("\n", result.trace()));
    assertTrue(
        result.report().size().exhausted() || result.report().size().states() >= limit,
        () -> "ended early: " + result.report());
    return result;
  }
}
