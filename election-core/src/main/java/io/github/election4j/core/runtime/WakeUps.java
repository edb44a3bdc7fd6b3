/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.log.Log;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The timer of a node: one platform thread, so that a wake-up does not wait for virtual threads
 * that hold their carriers. {@link #arm} is called by one thread at a time, {@link #after} by any.
 */
final class WakeUps {

  /** From when on a wake-up counts as late. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** How long a late wake-up lets others go first. */
  private static final long YIELD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Clocks clocks;
  private final Runnable onWakeUp;
  private final ScheduledThreadPoolExecutor executor;
  private Optional<Future<?>> armed = Optional.empty();

  WakeUps(String memberId, Clocks clocks, Runnable onWakeUp) {
    this.clocks = clocks;
    this.onWakeUp = onWakeUp;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("election-" + memberId + "-timer").factory(),
            // A wake-up that is asked for while the node ends is not wanted any more.
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Wakes up at a moment, instead of the one that was asked for before. */
  void arm(long atNanos) {
    armed.ifPresent(future -> future.cancel(false));
    armed = Optional.of(after(atNanos - clocks.nanoTime(), () -> wakeUp(atNanos)));
  }

  /** Runs something short once, later. Cancel what is returned when it is not needed any more. */
  Future<?> after(long delayNanos, Runnable action) {
    return executor.schedule(action, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
  }

  /**
   * A wake-up that comes late means that this process stood still. Requests and replies have
   * arrived meanwhile, and the threads that carry them are about to queue for the lock of the
   * machine; the wake-up goes behind them once, so that they are heard before anybody is taken to
   * be silent (design, section 4).
   */
  private void wakeUp(long dueNanos) {
    try {
      if (clocks.nanoTime() - dueNanos > LATE_NANOS) {
        Future<?> unused = after(YIELD_NANOS, onWakeUp);
        return;
      }
    } catch (RuntimeException | Error fault) {
      Log.warning("a wake-up could not be put off", fault);
    }
    // Whatever happened: without its only wake-up a node would stand still for ever.
    onWakeUp.run();
  }

  /** Ends the thread; wakes nobody up any more. Idempotent. */
  void close() {
    executor.shutdown();
  }
}
