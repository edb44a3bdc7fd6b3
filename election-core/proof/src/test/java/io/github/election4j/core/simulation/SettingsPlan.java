/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.MachineSettings;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The settings of all nodes, which need not be alike, and those that a node has after its owner has
 * changed them.
 *
 * @param atFirst of each node, by index
 * @param later of each node, by index, once they were changed; changed again, they are the first
 */
record SettingsPlan(List<MachineSettings> atFirst, List<MachineSettings> later) {

  /** Copies the lists. */
  SettingsPlan {
    atFirst = List.copyOf(atFirst);
    later = List.copyOf(later);
  }

  /** The same settings for so many nodes, never changed. */
  static SettingsPlan alike(int nodes, MachineSettings settings) {
    List<MachineSettings> all = Collections.nCopies(nodes, settings);
    return new SettingsPlan(all, all);
  }

  /** The longest election timeout that any node ever has. */
  long maxElectionNanos() {
    return longest(each -> each.timing().maxElectionNanos());
  }

  /** The shortest heartbeat interval that any node ever has. */
  long shortestHeartbeatNanos() {
    return -longest(each -> -each.timing().heartbeatNanos());
  }

  /** The longest heartbeat interval that any node ever has. */
  long longestHeartbeatNanos() {
    return longest(each -> each.timing().heartbeatNanos());
  }

  /** The longest promise that any node ever asks for. */
  long longestPromiseNanos() {
    return longest(MachineSettings::promiseNanos);
  }

  /** The drift that all nodes allow for, whatever their settings are. */
  double driftOfAll() {
    return -most(each -> -each.maxClockDrift());
  }

  /** The fewest voters that any node ever takes for a quorum. */
  int smallestMinimumQuorum() {
    return (int) -longest(each -> -each.minimumQuorum());
  }

  /** The most voters that any node ever wants for a quorum, however few there are. */
  int largestMinimumQuorum() {
    return (int) longest(MachineSettings::minimumQuorum);
  }

  private long longest(ToLongFunction<MachineSettings> setting) {
    return all().mapToLong(setting).max().orElseThrow();
  }

  private double most(ToDoubleFunction<MachineSettings> setting) {
    return all().mapToDouble(setting).max().orElseThrow();
  }

  private Stream<MachineSettings> all() {
    return Stream.concat(atFirst.stream(), later.stream());
  }
}
