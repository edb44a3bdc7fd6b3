/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * The one timer of a process. Arming it later than before, which a follower does at every
 * heartbeat, plans nothing: the occurrence that is planned already looks at the clock and plans the
 * rest.
 */
final class ProcessTimer {

  private final Timeline timeline;
  private final NodeClock clock;
  private final Occurrence fire;
  private boolean armed;
  private long atNanos;
  private long plannedAt = NodeClock.NEVER;
  private long plan;

  ProcessTimer(Timeline timeline, NodeClock clock, Occurrence fire) {
    this.timeline = timeline;
    this.clock = clock;
    this.fire = fire;
  }

  void arm(long newAtNanos) {
    armed = true;
    atNanos = newAtNanos;
    planIfEarlier();
  }

  void cancel() {
    armed = false;
  }

  /** The clock runs at another rate: the timer may be due earlier. */
  void clockChanged() {
    if (armed) {
      planIfEarlier();
    }
  }

  private void planIfEarlier() {
    long due = Math.max(timeline.now(), clock.whenItReads(atNanos));
    if (due < plannedAt) {
      plannedAt = due;
      long thisPlan = ++plan;
      timeline.at(due, () -> look(thisPlan));
    }
  }

  private void look(long thisPlan) {
    if (thisPlan != plan) {
      return;
    }
    plannedAt = NodeClock.NEVER;
    if (!armed) {
      return;
    }
    if (clock.read(timeline.now()) - atNanos < 0) {
      planIfEarlier();
    } else {
      armed = false;
      fire.happen();
    }
  }
}
