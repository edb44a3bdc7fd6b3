/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/** Units of time, in nanoseconds. */
final class Nanos {

  static final long MICROSECOND = 1_000L;
  static final long MILLISECOND = 1_000_000L;
  static final long SECOND = 1_000_000_000L;

  private Nanos() {}
}
