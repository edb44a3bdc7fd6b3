/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Optional;
import java.util.function.LongFunction;

/** Correct members, and somebody who would have them break what they promise. */
interface Attack {

  /** Every kind of attack in turn. */
  static Attack of(long seed, MachineUnderTest.Factory machines) {
    Intruder[] intruders = Intruder.values();
    int kind = (int) (seed % (intruders.length + 2));
    return switch (kind - intruders.length) {
      case 0 -> new ReplayRun(seed, machines);
      case 1 -> new TwinRun(seed, machines);
      default -> new HostileRun(intruders[kind], seed, machines);
    };
  }

  /** Runs to the end. Throws {@link Violation}. */
  void run();

  Timeline timeline();

  /** Runs to the end, or to the first invariant that is broken. */
  default Optional<Violation> violation() {
    return Violation.of(this::run);
  }

  /**
   * Runs so many attacks of a kind, or the one of {@code -Dhostile.seed=N}.
   *
   * @param seeds how many, but for {@code -Dhostile.runs=N}
   * @param kind makes an attack from a seed
   */
  static void runAll(long seeds, LongFunction<Attack> kind) {
    long only = Long.getLong("hostile.seed", 0);
    long last = only > 0 ? only : Long.getLong("hostile.runs", seeds);
    for (long seed = only > 0 ? only : 1; seed <= last; seed++) {
      try {
        kind.apply(seed).run();
      } catch (Violation | IllegalStateException broken) {
        throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
      }
    }
  }
}
