/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, with a bound that only a broken program reaches. */
final class Await {

  static final Duration BOUND = Duration.ofSeconds(20);

  private static final long POLL_NANOS = 1_000_000;

  private Await() {}

  /** Waits until something holds; fails with what was seen last if it never does. */
  static void until(String what, BooleanSupplier condition, Supplier<?> seen) {
    Deadline deadline = Deadline.in(BOUND);
    while (!condition.getAsBoolean()) {
      if (deadline.remainingNanos() <= 0) {
        fail(
            "waited %d s in vain until %s; seen: %s"
                .formatted(BOUND.toSeconds(), what, seen.get()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Waits until something holds. */
  static void until(String what, BooleanSupplier condition) {
    until(what, condition, () -> "nothing else");
  }

  /** Checks again and again that something goes on to hold; fails at once when it does not. */
  static void holdsFor(Duration time, String what, BooleanSupplier condition, Supplier<?> seen) {
    Deadline end = Deadline.in(time);
    while (end.remainingNanos() > 0) {
      if (!condition.getAsBoolean()) {
        fail("does not hold any more: %s; seen: %s".formatted(what, seen.get()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
