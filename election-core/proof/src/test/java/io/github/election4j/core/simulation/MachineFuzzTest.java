/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A member to which two others say anything")
@Tag("optimised")
class MachineFuzzTest {

  private static final int RUNS = 400;

  @Test
  @DisplayName("does not fail by it, and every step ends")
  void doesNotFail() {
    for (int seed = 0; seed < RUNS; seed++) {
      byte[] input = new byte[1_500];
      new Random(seed).nextBytes(input);
      try {
        MachineFuzzTarget.fuzzerTestOneInput(input);
      } catch (AssertionError broken) {
        throw new AssertionError("seed " + seed, broken);
      }
    }
  }
}
