/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

/**
 * Arithmetic on readings of a monotonic clock that may overflow: moments are compared by their
 * difference, never by their value.
 */
final class Moments {

  private Moments() {}

  static boolean isDue(long momentNanos, long nowNanos) {
    return nowNanos - momentNanos >= 0;
  }

  static long earlier(long one, long other) {
    return one - other <= 0 ? one : other;
  }

  static long later(long one, long other) {
    return one - other >= 0 ? one : other;
  }
}
