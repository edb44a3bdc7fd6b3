/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What those can do and cannot do who send whatever they like: the table of {@code
 * module-info-docs/threat-model.md}. {@code -Dhostile.seed=N} runs one seed alone, {@code
 * -Dhostile.runs} sets how many there are of each.
 */
@DisplayName("Somebody who sends any message at any time")
@Tag("optimised")
class HostileMemberTest {

  private static final long RUNS = Long.getLong("hostile.runs", 6);

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("fails no member, and does no harm that outlasts it")
  void noLastingHarm(Intruder intruder) {
    long only = Long.getLong("hostile.seed", 0);
    for (long seed = only > 0 ? only : 1; seed <= (only > 0 ? only : RUNS); seed++) {
      try {
        new HostileRun(intruder, seed, RealMachine::new).run();
      } catch (Violation | IllegalStateException broken) {
        throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
      }
    }
  }
}
