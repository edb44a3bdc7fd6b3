/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.log.Log;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs actions one at a time, in the order in which they come, without a lock and so that nobody
 * waits: whoever comes while none runs does its own, and then those that came meanwhile. So a
 * heartbeat is taken in by the thread that has read it, and is not handed over to another.
 *
 * <p>Only threads of the runtime and of the transport do so, never one of the user's: those are
 * interrupted, which would close the channel that they happen to write to. And never a virtual one:
 * it might be parked in the middle, and the member stand still until the JDK has a carrier for it.
 */
final class Turns {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Consumer<Runnable> elsewhere;
  private final Runnable draining = this::drain;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** Those that wait and the one that runs. */
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Nothing runs yet.
   *
   * @param elsewhere runs something on a platform thread of the runtime's
   */
  Turns(Consumer<Runnable> elsewhere) {
    this.elsewhere = elsewhere;
  }

  /**
   * Runs an action, now and here if none runs; from within an action, after that. For threads of
   * the runtime and of the transport.
   */
  void take(Runnable action) {
    if (Thread.currentThread().isVirtual()) {
      takeElsewhere(action);
      return;
    }
    waiting.add(action);
    if (count.getAndIncrement() == 0) {
      drain();
    }
  }

  /** Runs an action soon, and not on the calling thread. */
  void takeElsewhere(Runnable action) {
    waiting.add(action);
    if (count.getAndIncrement() == 0) {
      handOn();
    }
  }

  /** Until it is taken: a turn that was begun and that nobody ends would be the last one. */
  private void handOn() {
    boolean taken = false;
    while (!taken) {
      try {
        elsewhere.accept(draining);
        taken = true;
      } catch (OutOfMemoryError noMemory) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void drain() {
    do {
      try {
        waiting.remove().run();
      } catch (Throwable fault) {
        // The next one must still run.
        Log.survived("a member", "a step failed", fault);
      }
    } while (count.decrementAndGet() > 0);
  }
}
