/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.wire.Configuration;
import java.util.List;

/**
 * Who takes part in a run.
 *
 * @param members all nodes, by index
 * @param founders how many of them, from the first one on, are founders; the others may join later
 * @param settings of each node, by index
 * @param rpcTimeoutNanos how long a call waits for its reply, on the clock of the caller
 */
record ClusterPlan(
    List<Member> members, int founders, List<MachineSettings> settings, long rpcTimeoutNanos) {

  /** Copies the lists. */
  ClusterPlan {
    members = List.copyOf(members);
    settings = List.copyOf(settings);
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
    return settings.stream()
        .mapToLong(each -> each.timing().maxElectionNanos())
        .max()
        .orElseThrow();
  }

  long heartbeatNanos() {
    return settings.get(0).timing().heartbeatNanos();
  }
}
