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
    long from = direction.from().hashCode();
    long to = direction.to().hashCode() & 0xffff_ffffL;
    // An odd factor keeps different directions apart, whatever the seed.
    this.random = new SplittableRandom(seed + 0x9e37_79b9_7f4a_7c15L * (from << 32 | to));
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
