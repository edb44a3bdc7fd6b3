/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

/**
 * What keeps a node from campaigning or voting for a while. Immutable.
 *
 * @param quiet whether it neither campaigns nor votes until {@code quietUntilNanos}, because it
 *     cannot know whether a leader lives
 * @param quietUntilNanos the end of that
 * @param backingOff whether it does not campaign until {@code campaignFromNanos}, because it has
 *     resigned
 * @param campaignFromNanos the end of that
 * @param heldBack whether it has let somebody else go first since it last heard a leader
 */
record Waits(
    boolean quiet,
    long quietUntilNanos,
    boolean backingOff,
    long campaignFromNanos,
    boolean heldBack) {

  static final Waits NONE = new Waits(false, 0, false, 0, false);

  Waits quietUntil(long nanos) {
    return new Waits(true, nanos, backingOff, campaignFromNanos, heldBack);
  }

  Waits backOffUntil(long nanos) {
    return new Waits(quiet, quietUntilNanos, true, nanos, heldBack);
  }

  Waits afterHolding() {
    return new Waits(quiet, quietUntilNanos, backingOff, campaignFromNanos, true);
  }

  Waits afterHeartbeat() {
    return new Waits(quiet, quietUntilNanos, false, 0, false);
  }

  boolean isQuiet(long nowNanos) {
    return quiet && !Moments.isDue(quietUntilNanos, nowNanos);
  }
}
