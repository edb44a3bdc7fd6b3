/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import java.util.SplittableRandom;

/**
 * Draws what happens to the messages in one direction between two addresses. Each message takes the
 * same number of draws, whatever the quality and the outcome, from a generator of this direction
 * alone: so the fate of the n-th message depends on the seed and the quality, and not on how the
 * threads of other links happen to run. Not safe for use by several threads.
 */
final class FateSource {

  private final SplittableRandom random;

  FateSource(long seed, Direction direction) {
    this.random =
        new SplittableRandom(
            seed * 31 * 31 + direction.from().hashCode() * 31L + direction.to().hashCode());
  }

  Fate next(LinkQuality quality) {
    double lossDraw = random.nextDouble();
    double duplicationDraw = random.nextDouble();
    double reorderingDraw = random.nextDouble();
    double jitterDraw = random.nextDouble();
    double duplicateJitterDraw = random.nextDouble();

    boolean heldBack = reorderingDraw < quality.reordering().probability();
    long heldBackNanos = heldBack ? quality.reordering().delay().toNanos() : 0;
    return new Fate(
        lossDraw < quality.loss(),
        travelNanos(quality, jitterDraw) + heldBackNanos,
        duplicationDraw < quality.duplication(),
        travelNanos(quality, duplicateJitterDraw));
  }

  private static long travelNanos(LinkQuality quality, double jitterDraw) {
    return quality.minDelay().toNanos() + (long) (quality.jitter().toNanos() * jitterDraw);
  }
}
