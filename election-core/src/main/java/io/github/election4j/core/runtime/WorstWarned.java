/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** The worst figure of a kind that an operator was warned of. For any thread. */
final class WorstWarned {

  /** By how much it must have got worse to be worth another warning. */
  private static final double WORSE = 1.5;

  private final AtomicLong warnedNanos = new AtomicLong();

  /** Whether a figure is worth a warning; it counts as warned of then. */
  boolean isWorse(long nanos) {
    long warned = warnedNanos.get();
    return nanos >= warned * WORSE && warnedNanos.compareAndSet(warned, nanos);
  }
}
