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
   * @param seed in which run
   * @param events how many events that took, in all runs
   */
  record Finding(Invariant invariant, long seed, long events) {}

  /** Hunts through the seeds from 1 on. */
  Optional<Finding> hunt(long maxSeeds) {
    for (long seed = 1; seed <= maxSeeds; seed++) {
      Optional<Finding> finding = tryOut(seed);
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  /** Runs one seed. */
  Optional<Finding> tryOut(long seed) {
    SimulatedRun run = new SimulatedRun(RunId.of(seed), machines);
    Optional<Violation> violation = Shrinker.violation(run);
    events += run.timeline().happened();
    return violation.map(broken -> new Finding(broken.invariant(), seed, events));
  }
}
