/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Founders that find one another: design, section 5 rule 16. {@code -Dgathering.runs} is how many
 * runs are drawn at random, and {@code -Dgathering.every=1} lets four see one another in all ways.
 */
@DisplayName("Of processes that find one another")
@Tag("optimised")
class GatheringTest {

  private static final int DEFAULT_RUNS = 250;
  private static final long RUNS = Long.getLong("gathering.runs", DEFAULT_RUNS);
  private static final int EVERY = Integer.getInteger("gathering.every", 3);

  @Test
  @DisplayName("three of four found one cluster, whoever sees whom first and in whatever order")
  void four() {
    SplittableRandom random = new SplittableRandom(4);
    for (int way = 0; way < GatheringPlan.ways(); way += EVERY) {
      new GatheringRun(GatheringPlan.ofFour(way, random.nextInt(27)), RealMachine::new).run();
    }
  }

  @Test
  @DisplayName("the expected number founds one cluster, whatever is lost and whoever crashes")
  void anyNumber() {
    for (long seed = 1; seed <= RUNS; seed++) {
      new GatheringRun(GatheringPlan.random(seed), RealMachine::new).run();
    }
  }
}
