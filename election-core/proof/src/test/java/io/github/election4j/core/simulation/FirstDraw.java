/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws at random, but the first time, if that is wanted, what everybody else draws too. */
final class FirstDraw implements RandomGenerator {

  private final SplittableRandom random;
  private boolean alike;

  FirstDraw(boolean alike, SplittableRandom random) {
    this.alike = alike;
    this.random = random;
  }

  @Override
  public long nextLong() {
    if (alike) {
      alike = false;
      return 0;
    }
    return random.nextLong();
  }
}
