/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import java.time.Duration;

/**
 * How well messages travel in one direction between two members. Immutable; {@link #PERFECT} with
 * the {@code with…} methods makes others. What happens to a message is drawn for each request and
 * each reply, so a call through two bad links suffers twice.
 *
 * @param minDelay how long each message travels at least
 * @param jitter how much longer it travels at most; drawn evenly between 0 and this
 * @param loss how likely it is that a message is lost, 0 to 1
 * @param duplication how likely it is that a message arrives twice, each copy with a jitter of its
 *     own, 0 to 1
 * @param reordering which messages are overtaken by later ones
 * @since 0.1
 */
public record LinkQuality(
    Duration minDelay, Duration jitter, double loss, double duplication, Reordering reordering) {

  private static final Duration LONGEST_DELAY = Duration.ofHours(1);

  /** Each message arrives once, at once. */
  public static final LinkQuality PERFECT =
      new LinkQuality(Duration.ZERO, Duration.ZERO, 0, 0, new Reordering(0, Duration.ZERO));

  /** Checks the bounds. */
  public LinkQuality {
    requireDelay("minDelay", minDelay);
    requireDelay("jitter", jitter);
    requireProbability("loss", loss);
    requireProbability("duplication", duplication);
  }

  /**
   * Which messages are held back, so that later ones overtake them.
   *
   * @param probability how likely it is that a message is held back, 0 to 1
   * @param delay for how long, on top of its other delay
   * @since 0.1
   */
  public record Reordering(double probability, Duration delay) {

    /** Checks the bounds. */
    public Reordering {
      requireProbability("reordering probability", probability);
      requireDelay("reordering delay", delay);
    }
  }

  /**
   * This quality with another delay.
   *
   * @param newMinDelay how long each message travels at least; 0 to an hour
   * @param newJitter how much longer it travels at most; 0 to an hour
   * @return the changed quality
   */
  public LinkQuality withDelay(Duration newMinDelay, Duration newJitter) {
    return new LinkQuality(newMinDelay, newJitter, loss, duplication, reordering);
  }

  /**
   * This quality with another loss.
   *
   * @param probability how likely it is that a message is lost, 0 to 1
   * @return the changed quality
   */
  public LinkQuality withLoss(double probability) {
    return new LinkQuality(minDelay, jitter, probability, duplication, reordering);
  }

  /**
   * This quality with another duplication.
   *
   * @param probability how likely it is that a message arrives twice, 0 to 1
   * @return the changed quality
   */
  public LinkQuality withDuplication(double probability) {
    return new LinkQuality(minDelay, jitter, loss, probability, reordering);
  }

  /**
   * This quality with another reordering.
   *
   * @param probability how likely it is that a message is held back, 0 to 1
   * @param delay for how long, on top of its other delay; 0 to an hour
   * @return the changed quality
   */
  public LinkQuality withReordering(double probability, Duration delay) {
    return new LinkQuality(minDelay, jitter, loss, duplication, new Reordering(probability, delay));
  }

  private static void requireDelay(String what, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "%s is %s; expected 0 to %s".formatted(what, delay, LONGEST_DELAY));
    }
  }

  private static void requireProbability(String what, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("%s is %s; expected 0 to 1".formatted(what, probability));
    }
  }
}
