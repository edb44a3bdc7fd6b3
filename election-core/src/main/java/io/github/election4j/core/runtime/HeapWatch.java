/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Notices that the heap is full and that nothing moves for it: the timer, on which every lease
 * lives, does not come round any more, or has died of it, or no step is taken. Such a member would
 * say for ever what it was when it stopped.
 *
 * <p>Turns of its own are counted and not time, so that a process that was stopped, or a machine
 * that is busy, is not taken for one that is stuck. What is needed to fail the member is put aside
 * before.
 */
final class HeapWatch {

  /** So many leases in a row without a move. */
  private static final int LEASES = 5;

  private static final int LOOKS_A_LEASE = 2;

  /** Full is a heap of which less than this part is free. */
  private static final int FREE_PART = 32;

  private static final int RESERVE_BYTES = 64 << 10;

  private static final byte[] NOTHING = {};

  private final Consumer<Runnable> timer;
  private final BooleanSupplier full;
  private final Runnable whenStuck;
  private final AtomicLong moves = new AtomicLong();
  private volatile Optional<Thread> thread = Optional.empty();
  private volatile boolean closed;

  // Used by the watching thread alone.

  private long movesSeen;
  private int looksInVain;
  private boolean wasFull;
  private byte[] reserve = new byte[RESERVE_BYTES];

  /**
   * Does nothing before {@link #start}.
   *
   * @param timer has something done soon, by the thread that must move
   * @param full whether the heap is full
   * @param whenStuck is run when nothing moves; again and again, if it throws
   */
  HeapWatch(Consumer<Runnable> timer, BooleanSupplier full, Runnable whenStuck) {
    this.timer = timer;
    this.full = full;
    this.whenStuck = whenStuck;
  }

  /** Whether the heap of this process is full, as far as it has been collected. */
  static boolean heapIsFull() {
    Runtime runtime = Runtime.getRuntime();
    long most = runtime.maxMemory();
    long free = most - runtime.totalMemory() + runtime.freeMemory();
    return free < most / FREE_PART;
  }

  void start(NodeThreads threads, Duration lease) {
    Thread watching = threads.platform("heap", () -> watch(lease.toNanos()));
    thread = Optional.of(watching);
    threads.start(watching);
  }

  private void watch(long leaseNanos) {
    while (!closed) {
      // A member whose heap is not full is not to be woken for this.
      LockSupport.parkNanos(wasFull ? leaseNanos / LOOKS_A_LEASE : leaseNanos * LEASES);
      if (!closed && isStuck() && hasFailedTheMember()) {
        return;
      }
    }
  }

  /** Looks once; takes no memory that it needs. */
  boolean isStuck() {
    if (moves.get() != movesSeen) {
      movesSeen = moves.get();
      looksInVain = 0;
      wasFull = false;
    }
    wasFull |= full.getAsBoolean();
    if (!wasFull) {
      return false;
    }
    looksInVain++;
    askForAMove();
    return looksInVain > LEASES * LOOKS_A_LEASE;
  }

  private void askForAMove() {
    try {
      timer.accept(moves::incrementAndGet);
    } catch (OutOfMemoryError noMemory) {
      // Nothing moves then.
      return;
    }
  }

  private boolean hasFailedTheMember() {
    if (reserve.length > 0) {
      reserve = NOTHING;
    }
    try {
      whenStuck.run();
      return true;
    } catch (OutOfMemoryError again) {
      // Others were quicker; what they cannot have they may give back soon.
      return false;
    }
  }

  /** Ends the thread. Idempotent. */
  void close() {
    closed = true;
    thread.ifPresent(LockSupport::unpark);
  }
}
