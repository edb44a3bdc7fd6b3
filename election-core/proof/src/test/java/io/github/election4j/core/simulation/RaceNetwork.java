/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.SplittableRandom;

/**
 * A network without faults on which candidates race: each message takes half a round trip, give or
 * take a tenth of it.
 */
final class RaceNetwork {

  private static final double SPREAD = 0.2;

  private final Timeline timeline = new Timeline();
  private final SplittableRandom random;
  private final long shortestNanos;
  private final long spreadNanos;

  RaceNetwork(long roundTripNanos, SplittableRandom random) {
    this.random = random;
    this.spreadNanos = (long) (SPREAD * roundTripNanos / 2);
    this.shortestNanos = roundTripNanos / 2 - spreadNanos / 2;
  }

  Timeline timeline() {
    return timeline;
  }

  void send(Occurrence arrival) {
    timeline.after(shortestNanos + random.nextLong(spreadNanos), arrival);
  }
}
