/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything about a run that is settled before it begins.
 *
 * @param id what the plan was made from
 * @param cluster who takes part
 * @param hardware what the nodes run on
 * @param faults what goes wrong
 */
record SimulationPlan(RunId id, ClusterPlan cluster, Hardware hardware, Faults faults) {

  /** Whether anybody asks for other members. */
  boolean changesMembers() {
    return faults.meanIntervals().keySet().stream().anyMatch(FaultKind.OF_MEMBERS::contains);
  }

  /**
   * Clocks, disks and network, before anything goes wrong.
   *
   * @param clockStarts what each node's clock reads at the beginning
   * @param clockRates how fast each clock is, in units of {@link NodeClock#TRUE_RATE}
   * @param clocksWithinDrift whether all rates stay within the configured drift
   * @param meanWriteNanos how long a disk write takes on average; 0 for no time at all
   */
  record Hardware(
      List<Long> clockStarts,
      List<Long> clockRates,
      boolean clocksWithinDrift,
      long meanWriteNanos) {

    /** Copies the lists. */
    Hardware {
      clockStarts = List.copyOf(clockStarts);
      clockRates = List.copyOf(clockRates);
    }
  }

  /**
   * What goes wrong, and how often.
   *
   * @param meanIntervals how much time passes, on average, between two faults of a kind; in
   *     nanoseconds
   * @param chaosNanos for how long faults go on
   */
  record Faults(Map<FaultKind, Long> meanIntervals, long chaosNanos) {

    /** Copies the map, in the order of the kinds. */
    Faults {
      Map<FaultKind, Long> copy = new EnumMap<>(FaultKind.class);
      copy.putAll(meanIntervals);
      meanIntervals = copy;
    }
  }
}
