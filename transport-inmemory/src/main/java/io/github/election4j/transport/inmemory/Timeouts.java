/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import java.time.Duration;

/** Timeouts as the JDK's waits want them. */
final class Timeouts {

  private Timeouts() {}

  /** The timeout in nanoseconds; one beyond what fits, some 292 years, waits that long. */
  static long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException beyondLong) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }
}
