/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Role;
import io.github.election4j.core.machine.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Checks {@link Invariant#LEADER_UNDISTURBED}: while all others are well, one node that does not
 * lead gets into trouble and returns. Nothing of it may cost the leader its tenure, not even for a
 * moment.
 */
final class TroubledNode {

  private final Cluster cluster;
  private final SplittableRandom random;
  private final Roster roster;

  /** What happens to the node. */
  private enum Trouble {
    CUT_OFF,
    HEARS_NOBODY,
    IS_HEARD_BY_NOBODY,
    CUT_OFF_FROM_LEADER,
    DOES_NOT_HEAR_LEADER,
    IS_NOT_HEARD_BY_LEADER,
    PAUSED,
    RESTARTED,
    SUSPECTS_LEADER,
    RESET
  }

  TroubledNode(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
    this.roster = cluster.world().roster();
  }

  /** Lets it happen, if the cluster can do without some node. */
  void run() {
    SimulatedNode leader = cluster.agreedLeader().orElseThrow();
    Optional<SimulatedNode> chosen = dispensable(leader);
    if (chosen.isEmpty()) {
      return;
    }
    SimulatedNode node = chosen.get();
    Trouble trouble = Trouble.values()[random.nextInt(Trouble.values().length)];
    cluster.world().trace().add(node.index(), Trace.Verb.SUFFERS, trouble);
    long unit = cluster.plan().cluster().maxElectionNanos();
    long troubledNanos = unit / 10 + random.nextLong(6 * unit);
    Tenure tenure = new Tenure(leader, leader.process().view().term(), trouble);
    begin(trouble, node, leader, troubledNanos);
    watch(tenure, troubledNanos);
    cluster.network().heal();
    watch(tenure, 3 * unit);
  }

  /** The leader and what it must keep. */
  private record Tenure(SimulatedNode leader, long term, Trouble trouble) {}

  /** A node without which the voters are a quorum still. */
  private Optional<SimulatedNode> dispensable(SimulatedNode leader) {
    long voters = roster.voters(leader.process().view().cluster().configuration());
    int minimum = leader.settings().minimumQuorum();
    List<SimulatedNode> candidates = new ArrayList<>();
    for (SimulatedNode node : cluster.nodes()) {
      long others = voters & ~cluster.gone() & ~(1L << node.index());
      if (node != leader && !node.isLost() && Roster.isQuorum(voters, others, minimum)) {
        candidates.add(node);
      }
    }
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(random.nextInt(candidates.size())));
  }

  private void begin(Trouble trouble, SimulatedNode node, SimulatedNode leader, long nanos) {
    switch (trouble) {
      case CUT_OFF -> {
        cutFromAll(node);
        cutToAll(node);
      }
      case HEARS_NOBODY -> cutFromAll(node);
      case IS_HEARD_BY_NOBODY -> cutToAll(node);
      case CUT_OFF_FROM_LEADER -> {
        cluster.network().link(leader.index(), node.index()).cut();
        cluster.network().link(node.index(), leader.index()).cut();
      }
      case DOES_NOT_HEAR_LEADER -> cluster.network().link(leader.index(), node.index()).cut();
      case IS_NOT_HEARD_BY_LEADER -> cluster.network().link(node.index(), leader.index()).cut();
      case PAUSED -> node.pause(nanos);
      case RESTARTED -> node.crash();
      case SUSPECTS_LEADER -> node.deliver(new Input.PeerSuspected(leader.id()));
      case RESET -> node.deliver(new Input.ResetAsked());
    }
  }

  private void cutFromAll(SimulatedNode node) {
    for (int other = 0; other < roster.size(); other++) {
      cluster.network().link(other, node.index()).cut();
    }
  }

  private void cutToAll(SimulatedNode node) {
    for (int other = 0; other < roster.size(); other++) {
      cluster.network().link(node.index(), other).cut();
    }
  }

  private void watch(Tenure tenure, long nanos) {
    Timeline timeline = cluster.world().timeline();
    long end = timeline.now() + nanos;
    while (timeline.now() < end) {
      timeline.runUntil(timeline.now() + cluster.plan().cluster().heartbeatNanos() / 2);
      if (!holds(tenure)) {
        throw new Violation(
            Invariant.LEADER_UNDISTURBED,
            "%s lost term %d, since another node was in trouble (%s): %s"
                .formatted(
                    tenure.leader().id(), tenure.term(), tenure.trouble(), cluster.inWords()));
      }
    }
  }

  private boolean holds(Tenure tenure) {
    SimulatedNode leader = tenure.leader();
    return leader.isRunning()
        && leader.process().view().role() == Role.LEADER
        && leader.process().view().term() == tenure.term()
        && cluster.world().checker().exclusivity().isActive(leader.index());
  }
}
