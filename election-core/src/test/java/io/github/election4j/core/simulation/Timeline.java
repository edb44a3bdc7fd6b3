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

  private final EventQueue queue = new EventQueue();
  private long now;
  private long happened;

  long now() {
    return now;
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

  /** Lets everything happen that is due until a moment, that moment included, and stops there. */
  void runUntil(long time) {
    while (queue.nextTime() <= time) {
      now = queue.nextTime();
      happened++;
      queue.poll().happen();
    }
    now = time;
  }
}
