/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import java.util.List;

/**
 * Who takes part in a run.
 *
 * @param members all nodes, by index; they are the founders
 * @param settings of each node, by index
 * @param rpcTimeoutNanos how long a call waits for its reply, on the clock of the caller
 */
record ClusterPlan(List<Member> members, List<MachineSettings> settings, long rpcTimeoutNanos) {

  /** Copies the lists. */
  ClusterPlan {
    members = List.copyOf(members);
    settings = List.copyOf(settings);
  }

  int size() {
    return members.size();
  }

  Configuration founders() {
    return new Configuration(
        ConfigurationId.FIRST,
        members.stream()
            .map(
                member ->
                    new ConfigurationMember(
                        member.id(),
                        member.address(),
                        member.priority(),
                        member.voter(),
                        ConfigurationMember.UNKNOWN_IDENTITY))
            .toList());
  }

  int voters() {
    return (int) members.stream().filter(Member::voter).count();
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
