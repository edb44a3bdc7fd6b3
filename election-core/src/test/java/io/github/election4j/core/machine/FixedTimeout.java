/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import java.util.random.RandomGenerator;

/**
 * Draws the same election timeout whenever it is asked, so that a script can say who goes first.
 */
final class FixedTimeout implements RandomGenerator {

  private final long timeoutMillis;

  FixedTimeout(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("expected a bound: only timeouts are drawn");
  }

  @Override
  public long nextLong(long bound) {
    long aboveMinimum = (timeoutMillis - MachineDriver.MIN_ELECTION) * MachineDriver.MILLISECOND;
    return Math.clamp(aboveMinimum, 0, bound - 1);
  }
}
