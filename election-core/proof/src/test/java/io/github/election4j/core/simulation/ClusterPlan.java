/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Members;
import io.github.election4j.wire.Configuration;
import java.util.List;

/**
 * Who takes part in a run.
 *
 * @param members all nodes, by index
 * @param founders how many of them, from the first one on, are founders; the others may join later
 * @param settings of all nodes
 * @param rpcTimeoutNanos how long a call waits for its reply, on the clock of the caller
 */
record ClusterPlan(
    List<Member> members, int founders, SettingsPlan settings, long rpcTimeoutNanos) {

  /** Copies the list. */
  ClusterPlan {
    members = List.copyOf(members);
  }

  int size() {
    return members.size();
  }

  /** What a node is given as the first configuration. */
  Configuration firstConfiguration(int index) {
    return index < founders ? Members.founding(members.subList(0, founders)) : Configuration.NONE;
  }

  /**
   * The longest election timeout of any node: the unit in which runs, faults and bounds are
   * measured.
   */
  long maxElectionNanos() {
    return settings.maxElectionNanos();
  }

  /** The shortest heartbeat interval of any node: how closely a run is looked at. */
  long heartbeatNanos() {
    return settings.shortestHeartbeatNanos();
  }
}
