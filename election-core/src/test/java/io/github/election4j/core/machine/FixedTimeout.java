/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Draws the election timeouts that a script asks for, so that it can say who goes first. */
final class FixedTimeout implements RandomGenerator {

  private final LongSupplier timeoutMillis;

  FixedTimeout(LongSupplier timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("expected a bound: only timeouts are drawn");
  }

  @Override
  public long nextLong(long bound) {
    long aboveMinimum =
        (timeoutMillis.getAsLong() - MachineDriver.MIN_ELECTION) * MachineDriver.MILLISECOND;
    return Math.clamp(aboveMinimum, 0, bound - 1);
  }
}
