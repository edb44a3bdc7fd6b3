/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.lang.reflect.Method;

/** Measures what a thread allocates. The module under test does not read the management API. */
final class Allocation {

  private static final int RUNS = 20;

  private Allocation() {}

  /** The least number of bytes that one of several runs allocated, the first ones being warm-up. */
  static long of(Runnable action) throws ReflectiveOperationException {
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    Method allocated =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes");
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long before = (long) allocated.invoke(threads);
      action.run();
      least = Math.min(least, (long) allocated.invoke(threads) - before);
    }
    return least;
  }
}
