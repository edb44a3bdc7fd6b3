/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs whole clusters of the real machine in virtual time. {@code -Dsimulation.seed=ID} runs that
 * id alone; {@code -Dsimulation.first} and {@code -Dsimulation.runs} choose others; {@code
 * -Dsimulation.seconds} goes on for so long, from a seed that no earlier run has used.
 */
@DisplayName("A simulated cluster")
@Tag("optimised")
class SimulationTest {

  private static final int DEFAULT_RUNS = 2_000;

  @Test
  @DisplayName("breaks no invariant under any faults, and has a leader soon after they stop")
  void breaksNoInvariant() {
    Campaigns campaigns = new Campaigns(RealMachine::new);
    String chosen = System.getProperty("simulation.seed", "");
    long seconds = Long.getLong("simulation.seconds", 0);
    if (!chosen.isEmpty()) {
      campaigns.run(RunId.parse(chosen));
    } else if (seconds > 0) {
      long end = System.nanoTime() + seconds * Nanos.SECOND;
      campaigns.runFrom(System.currentTimeMillis() * 1_000, () -> System.nanoTime() - end < 0);
    } else {
      long runs = Long.getLong("simulation.runs", DEFAULT_RUNS);
      campaigns.runFrom(Long.getLong("simulation.first", 1), () -> campaigns.runs() < runs);
    }
    System.out.println(campaigns.summary());
    assertTrue(campaigns.runs() > 0, "no seed was run");
  }

  @Test
  @DisplayName("does the same again, given the same id")
  void isRepeatable() {
    for (long seed = 1; seed <= 20; seed++) {
      RunResult first = new SimulatedRun(RunId.of(seed), RealMachine::new).run();
      RunResult second = new SimulatedRun(RunId.of(seed), RealMachine::new).run();
      assertEquals(first, second, "seed " + seed);
    }
  }
}
