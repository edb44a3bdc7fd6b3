/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * True time, which no node can see: it jumps from one occurrence to the next. Starts at 0, in
 * nanoseconds.
 */
final class Timeline {

  private static final int MOST_AT_AN_INSTANT = 50_000;

  private final EventQueue queue = new EventQueue();
  private long now;
  private long happened;
  private int atThisInstant;

  long now() {
    return now;
  }

  /** When the next occurrence is due; {@link Long#MAX_VALUE} if nothing is planned. */
  long nextTime() {
    return queue.nextTime();
  }

  /** How many occurrences there have been. */
  long happened() {
    return happened;
  }

  /**
   * Plans an occurrence; one that is planned for the past happens at once, after those that are
   * due.
   */
  void at(long time, Occurrence occurrence) {
    queue.add(Math.max(now, time), occurrence);
  }

  void after(long delay, Occurrence occurrence) {
    at(now + delay, occurrence);
  }

  private void advance(long next) {
    atThisInstant = next == now ? atThisInstant + 1 : 0;
    if (atThisInstant > MOST_AT_AN_INSTANT) {
      throw new Violation(
          Invariant.TIME_GOES_ON, "%d things happened at %d ns".formatted(atThisInstant, now));
    }
    now = next;
  }

  /** Lets everything happen that is due until a moment, that moment included, and stops there. */
  void runUntil(long time) {
    while (queue.nextTime() <= time) {
      advance(queue.nextTime());
      happened++;
      queue.poll().happen();
    }
    now = time;
  }
}
