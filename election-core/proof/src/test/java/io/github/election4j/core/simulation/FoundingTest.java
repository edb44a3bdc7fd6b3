/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Founders that were given other lists, in every way that lists overlap and in every order of
 * arrival: design, section 5 rule 12. {@code -Dfounding.runs} is how many runs are drawn at random,
 * and lets four founders be given lists in all ways.
 */
@DisplayName("Of founders that were given other lists")
@Tag("optimised")
class FoundingTest {

  private static final int DEFAULT_RUNS = 250;
  private static final long RUNS = Long.getLong("founding.runs", DEFAULT_RUNS);

  /** One in so many of the splits of four, prime to the number of lists. */
  private static final long EVERY = Long.getLong("founding.every", 97);

  @Test
  @DisplayName("two or three never lead twice, whatever the lists and the order")
  void twoOrThree() {
    for (int founders = 2; founders <= 3; founders++) {
      for (long split = 0; split < FoundingPlan.splits(founders); split++) {
        for (int gaps = 0; gaps < 1 << 2 * (founders - 1); gaps++) {
          new FoundingRun(FoundingPlan.of(founders, split, gaps), RealMachine::new).run();
        }
      }
    }
  }

  @Test
  @DisplayName("four or five never lead twice, with lists and gaps drawn at random")
  void fourOrFive() {
    SplittableRandom random = new SplittableRandom(4);
    for (long run = 0; run < RUNS; run++) {
      int founders = 4 + random.nextInt(2);
      long split = random.nextLong(FoundingPlan.splits(founders));
      int gaps = random.nextInt(1 << 2 * (founders - 1));
      new FoundingRun(FoundingPlan.of(founders, split, gaps), RealMachine::new).run();
    }
  }

  @Test
  @DisplayName("four never lead twice, whatever the lists; all of them with -Dfounding.every=1")
  void four() {
    SplittableRandom random = new SplittableRandom(4);
    for (long split = 0; split < FoundingPlan.splits(4); split += EVERY) {
      new FoundingRun(FoundingPlan.of(4, split, random.nextInt(1 << 6)), RealMachine::new).run();
    }
  }

  @Test
  @DisplayName("any number never leads twice, where several have the same list")
  void anyNumber() {
    long beyondReach = 0;
    for (long seed = 1; seed <= RUNS; seed++) {
      boolean apart = new FoundingRun(FoundingPlan.random(seed), RealMachine::new).run();
      beyondReach += apart ? 1 : 0;
    }
    assertTrue(beyondReach < RUNS / 4, beyondReach + " runs had two clusters beyond reach");
  }
}
