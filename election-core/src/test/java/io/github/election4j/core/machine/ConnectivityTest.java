/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Activation;
import io.github.election4j.core.machine.VirtualMessage.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * All 64 ways in which three nodes can be connected, each direction of each link by itself:
 * wherever a node is connected with a quorum both ways, there is a leader, and it stays.
 */
class ConnectivityTest {

  private static final List<String> IDS = List.of("a", "b", "c");
  private static final List<Link> LINKS =
      List.of(
          new Link("a", "b"),
          new Link("b", "a"),
          new Link("a", "c"),
          new Link("c", "a"),
          new Link("b", "c"),
          new Link("c", "b"));
  private static final int GRAPHS = 1 << 6;
  private static final int SEEDS = 6;
  private static final int SEEDS_OF_EACH_LEADER = 2;
  private static final long BOUND = 3 * MachineDriver.MAX_ELECTION;

  /** Whoever is going to miss the leader has missed it by then. */
  private static final long STAYS = 3 * MachineDriver.MAX_ELECTION;

  @Test
  @DisplayName("From a start in each of the 64 graphs: a leader within three election timeouts")
  void fromTheStart() {
    int graphsWithLeader = 0;
    for (int graph = 0; graph < GRAPHS; graph++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        VirtualCluster cluster = cluster(seed);
        connect(cluster, graph);
        cluster.found(MachineDriver.membersOf("a", "b", "c"));
        checkLeader(cluster, graph, "graph %s, seed %d".formatted(words(graph), seed));
      }
      graphsWithLeader += hasConnectedPair(graph) ? 1 : 0;
    }
    assertEquals(37, graphsWithLeader);
  }

  @Test
  @DisplayName("From each leader of a whole cluster into each of the 64 graphs: likewise")
  void fromALeader() {
    for (int graph = 0; graph < GRAPHS; graph++) {
      for (String leader : IDS) {
        for (int seed = 0; seed < SEEDS_OF_EACH_LEADER; seed++) {
          VirtualCluster cluster = ledBy(leader, seed);
          connect(cluster, graph);
          checkLeader(
              cluster, graph, "graph %s, led by %s, seed %d".formatted(words(graph), leader, seed));
        }
      }
    }
  }

  @Test
  @DisplayName("A leader that is connected with a quorum both ways keeps its tenure and its term")
  void connectedLeaderStays() {
    for (int graph = 0; graph < GRAPHS; graph++) {
      for (String leader : IDS) {
        VirtualCluster cluster = ledBy(leader, graph);
        long term = cluster.node(leader).view().term();
        connect(cluster, graph);
        cluster.pass(BOUND, true);
        if (isConnected(graph, leader)) {
          String where = "graph %s, led by %s".formatted(words(graph), leader);
          assertEquals(List.of(leader), active(cluster), where);
          assertEquals(term, cluster.node(leader).view().term(), where);
        }
      }
    }
  }

  @Test
  @DisplayName("From each of the 64 graphs back into a whole cluster: one leader, whom all know")
  void afterHealing() {
    for (int graph = 0; graph < GRAPHS; graph++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        VirtualCluster cluster = ledBy(IDS.get(seed % IDS.size()), seed);
        connect(cluster, graph);
        cluster.pass(1_000, true);
        connect(cluster, GRAPHS - 1);
        cluster.pass(BOUND, true);
        String where = "graph %s, seed %d".formatted(words(graph), seed);
        List<String> active = active(cluster);
        assertEquals(1, active.size(), where);
        for (VirtualNode node : cluster.nodes()) {
          assertEquals(
              Optional.of(active.getFirst()),
              node.view().leader().map(leader -> leader.id()),
              where);
        }
      }
    }
  }

  // ---- checks

  private static void checkLeader(VirtualCluster cluster, int graph, String where) {
    cluster.pass(BOUND, true);
    List<String> active = active(cluster);
    if (!hasConnectedPair(graph)) {
      assertEquals(List.of(), active, where);
      return;
    }
    assertEquals(1, active.size(), where + ": active " + active);
    String leader = active.getFirst();
    assertTrue(isConnected(graph, leader), where + ": " + leader + " is not connected");
    long term = cluster.node(leader).view().term();
    for (long passed = 0; passed < STAYS; passed += MachineDriver.HEARTBEAT) {
      cluster.pass(MachineDriver.HEARTBEAT, true);
      assertEquals(List.of(leader), active(cluster), where);
    }
    assertEquals(term, cluster.node(leader).view().term(), where);
  }

  private static List<String> active(VirtualCluster cluster) {
    return cluster.nodes().stream()
        .filter(node -> node.isActive(cluster.nowNanos()))
        .map(VirtualNode::id)
        .toList();
  }

  // ---- graphs

  private static boolean isOpen(int graph, String from, String to) {
    return (graph >> LINKS.indexOf(new Link(from, to)) & 1) == 1;
  }

  private static boolean isConnected(int graph, String id) {
    return IDS.stream()
        .anyMatch(
            other -> !other.equals(id) && isOpen(graph, id, other) && isOpen(graph, other, id));
  }

  private static boolean hasConnectedPair(int graph) {
    return IDS.stream().anyMatch(id -> isConnected(graph, id));
  }

  private static void connect(VirtualCluster cluster, int graph) {
    for (Link link : LINKS) {
      if (isOpen(graph, link.from(), link.to())) {
        cluster.heal(link.from(), link.to());
      } else {
        cluster.cut(link.from(), link.to());
      }
    }
  }

  private static Set<String> words(int graph) {
    return LINKS.stream()
        .filter(link -> isOpen(graph, link.from(), link.to()))
        .map(link -> link.from() + "->" + link.to())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // ---- clusters

  private static VirtualCluster cluster(long seed) {
    return new VirtualCluster(
        MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1),
        id -> new SplittableRandom(31 * seed + id.charAt(0)),
        new Silence());
  }

  private static VirtualCluster ledBy(String leader, long seed) {
    VirtualCluster cluster = cluster(seed);
    List<String> others = new ArrayList<>(IDS);
    others.remove(leader);
    // Only the wanted leader is connected with both others until it leads.
    cluster.cut(others.getFirst(), others.getLast());
    cluster.cut(others.getLast(), others.getFirst());
    cluster.found(MachineDriver.membersOf("a", "b", "c"));
    cluster.pass(BOUND, true);
    if (!active(cluster).contains(leader)) {
      String led = active(cluster).getFirst();
      cluster.step(led, new Input.ResignAsked(Optional.of(leader)));
      cluster.pass(BOUND, true);
    }
    connect(cluster, GRAPHS - 1);
    cluster.pass(BOUND, true);
    assertEquals(List.of(leader), active(cluster));
    return cluster;
  }

  /** Tells nobody. */
  private static final class Silence implements VirtualCluster.Narrator {
    @Override
    public void effect(
        VirtualNode node, Effect effect, Optional<VirtualMessage> cause, long nowNanos) {}

    @Override
    public void lost(VirtualMessage message, long nowNanos) {}
  }
}
