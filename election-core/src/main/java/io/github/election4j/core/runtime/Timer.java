/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static java.util.Objects.requireNonNull;

import io.github.election4j.core.log.Log;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The timer of a node: one platform thread, so that a wake-up does not wait for virtual threads
 * that hold their carriers. It also does short things for threads that must not do them themselves.
 * All methods may be called by any thread and take no lock, see {@link OrderedThread}; the JDK's
 * own timer has one that every thread that asks for a wake-up queues for.
 */
final class Timer {

  /** From when on a wake-up counts as late. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** How long a late wake-up lets others go first. */
  private static final long YIELD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Wakes wakes;
  private final Thread thread;
  private final AtomicReference<Optional<Moment>> armed = new AtomicReference<>(Optional.empty());
  private final Queue<Action> given = new ConcurrentLinkedQueue<>();
  private final Semaphore attention = new Semaphore(0);
  private volatile boolean closed;

  /** What was given and is not due yet; used by the thread alone. */
  private final PriorityQueue<Action> later = new PriorityQueue<>(Comparator.comparing(Action::at));

  /** What the timer is for. Short, on the timer's thread. */
  @FunctionalInterface
  interface Wakes {

    /** The moment has come that was armed. */
    void wakeUp();

    /** It came late, by so much. */
    default void late(long nanos) {}
  }

  /** A moment of the monotonic clock; earlier and later are a matter of difference. */
  private record Moment(long nanos) implements Comparable<Moment> {

    static Moment in(long delayNanos) {
      return new Moment(System.nanoTime() + Math.max(0, delayNanos));
    }

    long remaining() {
      return nanos - System.nanoTime();
    }

    @Override
    public int compareTo(Moment other) {
      return Long.signum(nanos - other.nanos);
    }
  }

  private record Action(Moment at, Runnable body) {}

  /**
   * Starts the thread.
   *
   * @param wakes what is done when the moment has come that was armed
   */
  Timer(NodeThreads threads, Wakes wakes) {
    this.wakes = wakes;
    thread = threads.platform("timer", this::run);
    threads.start(thread);
  }

  /** Wakes up at a moment of {@code System.nanoTime}, instead of the one that was armed before. */
  void arm(long atNanos) {
    armed.set(Optional.of(new Moment(atNanos)));
    callAttention();
  }

  /** Runs something short once, later. Nothing happens once the timer is closed. */
  void after(long delayNanos, Runnable action) {
    given.add(new Action(Moment.in(delayNanos), action));
    callAttention();
  }

  /** Runs something short on the timer's thread, as soon as it can. */
  void run(Runnable action) {
    after(0, action);
  }

  private Optional<Moment> armed() {
    return requireNonNull(armed.get());
  }

  private void callAttention() {
    if (!Thread.currentThread().equals(thread)) {
      attention.release();
    }
  }

  private void run() {
    while (!closed) {
      try {
        attention.drainPermits();
        takeWhatWasGiven();
        runWhatIsDue();
        wakeUpIfDue();
        awaitNext();
      } catch (InterruptedException nobodyDoesThat) {
        Log.debug(thread.getName() + ": interrupted", nobodyDoesThat);
      } catch (Throwable fault) {
        // Whatever it was: without its only timer a node would stand still for ever.
        Log.survived(thread.getName(), "an action failed", fault);
      }
    }
  }

  private void takeWhatWasGiven() {
    for (Action next = given.poll(); next != null; next = given.poll()) {
      later.add(next);
    }
  }

  private void runWhatIsDue() {
    // Those that are given meanwhile, by these very actions, come next time.
    for (Action next = later.peek(); isDue(next); next = later.peek()) {
      later.remove().body().run();
    }
  }

  private boolean isDue(Action next) {
    return next != null && next.at().remaining() <= 0 && !closed;
  }

  private void wakeUpIfDue() {
    Optional<Moment> moment = armed();
    if (moment.isEmpty() || moment.get().remaining() > 0 || closed) {
      return;
    }
    if (armed.compareAndSet(moment, Optional.empty())) {
      long lateNanos = -moment.get().remaining();
      if (lateNanos > LATE_NANOS) {
        wakes.late(lateNanos);
        // This process stood still. Requests and replies have arrived meanwhile, and the threads
        // that carry them are about to hand them over: the wake-up goes behind them once, so that
        // they are heard before anybody is taken to be silent (design, section 4).
        after(YIELD_NANOS, wakes::wakeUp);
      } else {
        wakes.wakeUp();
      }
    }
  }

  private void awaitNext() throws InterruptedException {
    if (!given.isEmpty()) {
      return;
    }
    Optional<Moment> next = armed();
    if (!later.isEmpty()) {
      Moment other = later.peek().at();
      next = Optional.of(next.filter(moment -> moment.compareTo(other) < 0).orElse(other));
    }
    if (next.isEmpty()) {
      attention.acquire();
    } else {
      boolean unused =
          attention.tryAcquire(Math.max(0, next.get().remaining()), TimeUnit.NANOSECONDS);
    }
  }

  /** Ends the thread; wakes nobody up any more. Idempotent. */
  void close() {
    closed = true;
    attention.release();
  }
}
