/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Activation;
import io.github.election4j.Member;
import io.github.election4j.core.machine.MachineSettings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The lease rests on one assumption, that every clock's rate is within the configured bound, and on
 * nothing less: the same clocks and the same faults, once with a bound that covers them and once
 * with one that does not.
 */
@DisplayName("With clocks that run 30% fast or slow")
@Tag("optimised")
class DriftTest {

  private static final double DRIFT = 0.3;
  private static final long RUNS = 100;
  private static final long HEARTBEAT = 10 * Nanos.MILLISECOND;
  private static final int NODES = 3;

  @Test
  @DisplayName("no two leaders are ever active if the configured bound is 30%")
  void boundedDriftIsSafe() {
    for (long seed = 1; seed <= RUNS; seed++) {
      assertEquals(Optional.empty(), broken(seed, DRIFT), "seed " + seed);
    }
  }

  @Test
  @DisplayName("two leaders can be active at once if the configured bound is 0 or 10%")
  void driftBeyondTheBoundBreaksTheLease() {
    for (double configured : new double[] {0, 0.1}) {
      int overlaps = 0;
      for (long seed = 1; seed <= RUNS; seed++) {
        Optional<Invariant> broken = broken(seed, configured);
        assertTrue(
            broken.isEmpty() || broken.get() == Invariant.ONE_ACTIVE_LEADER,
            "seed " + seed + " breaks " + broken);
        overlaps += broken.isPresent() ? 1 : 0;
      }
      assertTrue(overlaps > 0, "no lease was broken with a bound of " + configured);
    }
  }

  private static Optional<Invariant> broken(long seed, double configured) {
    return new SimulatedRun(plan(seed, configured), RealMachine::new)
        .violation()
        .map(Violation::invariant);
  }

  /** The leader is cut off again and again, while its clock is slow and the others' are fast. */
  private static SimulationPlan plan(long seed, double configured) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Member> members =
        List.of(Member.of("a", "a:1"), Member.of("b", "b:1"), Member.of("c", "c:1"));
    MachineSettings settings =
        new MachineSettings(
            new MachineSettings.Timing(HEARTBEAT, 3 * HEARTBEAT, 6 * HEARTBEAT, 60 * HEARTBEAT),
            3 * HEARTBEAT,
            configured,
            1,
            Activation.WHEN_EXCLUSIVE);
    List<Long> rates =
        random
            .ints(NODES, 0, 2)
            .mapToObj(fast -> NodeClock.rateOff(fast == 1 ? DRIFT : -DRIFT))
            .toList();
    List<Long> starts = random.longs(NODES).boxed().toList();
    Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
    faults.put(FaultKind.CUT_OFF_LEADER, 20 * HEARTBEAT);
    faults.put(FaultKind.PARTITION, 20 * HEARTBEAT);
    return new SimulationPlan(
        RunId.of(seed),
        new ClusterPlan(members, NODES, SettingsPlan.alike(NODES, settings), 2 * HEARTBEAT),
        new SimulationPlan.Hardware(starts, rates, true, 0),
        new SimulationPlan.Faults(faults, 200 * HEARTBEAT));
  }
}
