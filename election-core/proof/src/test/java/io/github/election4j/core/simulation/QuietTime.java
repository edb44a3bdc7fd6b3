/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Role;
import io.github.election4j.wire.Configuration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks {@link Invariant#QUIET_WHEN_WELL}: all members are well and have a leader, and nothing
 * goes wrong for a while. It leads on, nobody else does anything but answer, and what it sends
 * follows from its heartbeat interval alone.
 */
final class QuietTime {

  /** For how many maximum election timeouts nothing goes wrong. */
  private static final int ELECTIONS = 15;

  /** A clock within any drift that is simulated runs less than twice too fast. */
  private static final int FASTEST = 2;

  private final Cluster cluster;
  private final SimulatedNode leader;
  private final long term;
  private final List<Before> members = new ArrayList<>();

  /** How a member was when the quiet time began. */
  private record Before(SimulatedNode node, Role role, long electionCalls) {}

  QuietTime(Cluster cluster) {
    this.cluster = cluster;
    this.leader = cluster.agreedLeader().orElseThrow();
    this.term = leader.process().view().term();
    Configuration configuration = leader.process().view().cluster().configuration();
    for (SimulatedNode node : cluster.nodes()) {
      if (configuration.names(node.id()) && !node.isGone()) {
        Role role = node.process().view().role();
        members.add(new Before(node, role, cluster.messenger().electionCallsOf(node.index())));
      }
    }
  }

  void pass() {
    Timeline timeline = cluster.world().timeline();
    long nanos = ELECTIONS * cluster.plan().cluster().maxElectionNanos();
    long end = timeline.now() + nanos;
    long callsBefore = cluster.messenger().callsOf(leader.index());
    while (timeline.now() < end) {
      timeline.runUntil(timeline.now() + cluster.plan().cluster().heartbeatNanos());
      requireQuiet();
    }
    long calls = cluster.messenger().callsOf(leader.index()) - callsBefore;
    long heartbeats = FASTEST * nanos / leader.settings().timing().heartbeatNanos() + 2;
    if (calls > heartbeats * (cluster.nodes().size() - 1)) {
      throw broken("%d heartbeats are enough; the leader sent %d".formatted(heartbeats, calls));
    }
  }

  private void requireQuiet() {
    for (Before member : members) {
      SimulatedNode node = member.node();
      if (!node.isRunning() || node.process().view().role() != member.role()) {
        throw broken("%s was %s".formatted(node.id(), member.role()));
      }
      if (node.process().view().term() != term) {
        throw broken("%s led term %d".formatted(leader.id(), term));
      }
      if (cluster.messenger().electionCallsOf(node.index()) != member.electionCalls()) {
        throw broken("%s asks for votes, or whether it would get them".formatted(node.id()));
      }
    }
  }

  private Violation broken(String found) {
    return new Violation(Invariant.QUIET_WHEN_WELL, found + "; " + cluster.inWords());
  }
}
