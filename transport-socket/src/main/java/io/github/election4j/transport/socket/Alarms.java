/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to be done at some time by the thread of an {@link EventLoop}, mostly because something
 * did not happen before.
 *
 * <p>Any thread may add and cancel. Most alarms are timeouts of calls that are answered long
 * before, and none of them may cost a switch to the loop's thread: an alarm that is cancelled
 * leaves its time behind as one at which the thread will look again, and since the next call's
 * timeout ends later than that, the thread need not be woken to learn of it. It wakes for nothing
 * once, after the last call.
 */
final class Alarms {

  /** Something to be done at a time. Each is done at most once. */
  static final class Alarm {
    private final long atNanos;
    private final long number;
    private final Runnable action;

    private Alarm(long atNanos, long number, Runnable action) {
      this.atNanos = atNanos;
      this.number = number;
      this.action = action;
    }

    void ring() {
      action.run();
    }
  }

  /** What {@link #untilNextNanos} says when nothing is to be waited for. */
  static final long FOR_EVER = Long.MAX_VALUE;

  /** The clock's origin is arbitrary: moments are compared by their difference. */
  private static final Comparator<Alarm> EARLIER =
      (a, b) -> {
        int order = Long.signum(a.atNanos - b.atNanos);
        return order != 0 ? order : Long.compare(a.number, b.number);
      };

  private final ReentrantLock lock = new ReentrantLock();
  private final TreeSet<Alarm> alarms = new TreeSet<>(EARLIER);
  private long lastNumber;

  /** When the thread will look again, if it will by itself. */
  private boolean looksAgain;

  private long looksAgainAtNanos;

  /** The time that the alarm which was cancelled last has left behind, if that is still to come. */
  private boolean left;

  private long leftNanos;

  /** An alarm, and whether the loop's thread would look too late if it were not woken. */
  record Added(Alarm alarm, boolean wake) {}

  Added add(long atNanos, Runnable action) {
    lock.lock();
    try {
      Alarm alarm = new Alarm(atNanos, ++lastNumber, action);
      alarms.add(alarm);
      return new Added(alarm, !looksAgain || looksAgainAtNanos - atNanos > 0);
    } finally {
      lock.unlock();
    }
  }

  /** Cancels an alarm. One that has rung, or was cancelled before, stays as it is. */
  void cancel(Alarm alarm) {
    lock.lock();
    try {
      if (alarms.remove(alarm)) {
        left = true;
        leftNanos = alarm.atNanos;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * How long the loop's thread may wait from now on; it says so by asking.
   *
   * @return nanoseconds, 0 or less if there is something to do, or {@link #FOR_EVER}
   */
  long untilNextNanos(long nowNanos) {
    lock.lock();
    try {
      if (left && leftNanos - nowNanos <= 0) {
        left = false;
      }
      looksAgain = left || !alarms.isEmpty();
      if (!looksAgain) {
        return FOR_EVER;
      }
      looksAgainAtNanos = alarms.isEmpty() ? leftNanos : alarms.first().atNanos;
      if (left && leftNanos - looksAgainAtNanos < 0) {
        looksAgainAtNanos = leftNanos;
      }
      return looksAgainAtNanos - nowNanos;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out what is due. */
  List<Alarm> due(long nowNanos) {
    lock.lock();
    try {
      List<Alarm> due = new ArrayList<>();
      while (!alarms.isEmpty() && alarms.first().atNanos - nowNanos <= 0) {
        due.add(alarms.pollFirst());
      }
      return due;
    } finally {
      lock.unlock();
    }
  }
}
