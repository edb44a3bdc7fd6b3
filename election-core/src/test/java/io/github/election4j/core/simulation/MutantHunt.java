/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Optional;

/**
 * Runs one seed after another with a mutant until some invariant is broken, or the budget is spent.
 */
final class MutantHunt {

  private final MachineUnderTest.Factory machines;
  private long events;

  MutantHunt(MachineUnderTest.Factory machines) {
    this.machines = machines;
  }

  /**
   * How a mutant was found.
   *
   * @param invariant what it broke
   * @param seeds how many runs that took
   * @param events how many events, in all of them
   */
  record Finding(Invariant invariant, long seeds, long events) {}

  /** Hunts through so many seeds. */
  Optional<Finding> hunt(long maxSeeds) {
    for (long seed = 1; seed <= maxSeeds; seed++) {
      SimulatedRun run = new SimulatedRun(RunId.of(seed), machines);
      Optional<Violation> violation = Shrinker.violation(run);
      events += run.timeline().happened();
      if (violation.isPresent()) {
        return Optional.of(new Finding(violation.get().invariant(), seed, events));
      }
    }
    return Optional.empty();
  }
}
