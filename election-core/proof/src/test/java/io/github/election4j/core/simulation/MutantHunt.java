/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Runs one seed after another with a mutant until some invariant is broken, or the budget is spent.
 */
final class MutantHunt {

  private final LongFunction<Trial> trials;
  private long events;

  private MutantHunt(LongFunction<Trial> trials) {
    this.trials = trials;
  }

  /**
   * In clusters under faults; for a fault of founders, where they were given other lists or find
   * one another; for one that only somebody hostile finds, under attack.
   */
  static MutantHunt of(Mutant mutant, MachineUnderTest.Factory machines) {
    if (FoundersMutants.all().contains(mutant)) {
      return new MutantHunt(seed -> founding(seed, machines));
    }
    if (GatheringMutants.all().contains(mutant)) {
      return new MutantHunt(seed -> gathering(seed, machines));
    }
    return HostileMutants.all().contains(mutant)
        ? new MutantHunt(seed -> attacked(Attack.of(seed, machines)))
        : new MutantHunt(seed -> simulated(seed, machines));
  }

  private static Trial simulated(long seed, MachineUnderTest.Factory machines) {
    SimulatedRun run = new SimulatedRun(RunId.of(seed), machines);
    return new Trial(run.violation(), run.timeline().happened());
  }

  private static Trial founding(long seed, MachineUnderTest.Factory machines) {
    FoundingRun run = new FoundingRun(FoundingPlan.random(seed), machines);
    return new Trial(run.violation(), run.happened());
  }

  private static Trial gathering(long seed, MachineUnderTest.Factory machines) {
    GatheringRun run = new GatheringRun(GatheringPlan.random(seed), machines);
    return new Trial(run.violation(), run.happened());
  }

  private static Trial attacked(Attack attack) {
    return new Trial(attack.violation(), attack.timeline().happened());
  }

  /** What one run broke, and how many events it had until then. */
  private record Trial(Optional<Violation> violation, long events) {}

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
    Trial trial = trials.apply(seed);
    events += trial.events();
    return trial.violation().map(broken -> new Finding(broken.invariant(), seed, events));
  }
}
