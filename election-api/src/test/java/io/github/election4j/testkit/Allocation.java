/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.testkit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Measures what a thread allocates. The module under test does not read the management API. */
public final class Allocation {

  private static final int RUNS = 20;

  private static final MethodHandle ALLOCATED = allocated();

  private Allocation() {}

  private static MethodHandle allocated() {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      return MethodHandles.publicLookup()
          .findVirtual(
              Class.forName("com.sun.management.ThreadMXBean"),
              "getCurrentThreadAllocatedBytes",
              MethodType.methodType(long.class))
          .bindTo(threads)
          .asType(MethodType.methodType(long.class));
    } catch (ReflectiveOperationException notHotSpot) {
      throw new AssertionError("this JDK does not say what a thread allocates", notHotSpot);
    }
  }

  /** How many bytes the calling thread has allocated since it began; asking allocates none. */
  public static long soFar() {
    try {
      return (long) ALLOCATED.invokeExact();
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The least number of bytes that one of several runs allocated, the first ones being warm-up. */
  public static long of(Runnable action) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long before = soFar();
      action.run();
      least = Math.min(least, soFar() - before);
    }
    return least;
  }
}
