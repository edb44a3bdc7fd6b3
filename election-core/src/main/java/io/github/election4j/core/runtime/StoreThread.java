/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.VoteRecord;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Saves vote records on a thread of its own: the disk is a peer that answers, and may take as long
 * as it likes, or never come back, without anybody waiting for it. Nobody interrupts the thread:
 * the JDK closes a file channel for good when a thread that writes to it is interrupted. A platform
 * thread, since a forced write would pin the carrier of a virtual one.
 */
final class StoreThread {

  private final VoteStore store;
  private final Results results;
  private final Timer timer;
  private final long patienceNanos;
  private final OrderedThread thread;

  /** The number of the write under way or, if it has ended, of the next one. */
  private final AtomicInteger writes = new AtomicInteger();

  /** What becomes of writes. Called on the store's thread, {@link #late} on the timer's. */
  interface Results {

    /** The write under way is durable. */
    void durable(long tookNanos);

    /** It may not be durable. */
    void failed(Throwable cause);

    /** It has not ended for this long, and goes on. */
    void late(long sinceNanos);
  }

  /**
   * Starts the thread.
   *
   * @param patienceNanos from when on a write counts as late
   */
  StoreThread(
      NodeThreads threads, VoteStore store, Timer timer, long patienceNanos, Results results) {
    this.store = store;
    this.timer = timer;
    this.patienceNanos = patienceNanos;
    this.results = results;
    thread = OrderedThread.platform(threads, "store");
  }

  /** Begins to save a record; returns at once. */
  void begin(VoteRecord record) {
    int number = writes.get();
    long since = System.nanoTime();
    timer.after(patienceNanos, () -> checkLate(number, since));
    thread.submit(() -> save(record));
  }

  private void checkLate(int number, long sinceNanos) {
    if (writes.get() == number) {
      results.late(System.nanoTime() - sinceNanos);
    }
  }

  private void save(VoteRecord record) {
    long since = System.nanoTime();
    try {
      store.save(record);
    } catch (Throwable failed) {
      // Whatever the store threw, the record may not be durable.
      writes.incrementAndGet();
      results.failed(failed);
      return;
    }
    writes.incrementAndGet();
    results.durable(System.nanoTime() - since);
  }

  /** Closes the store when the write under way has ended, and ends the thread. Idempotent. */
  void close() {
    thread.submit(store::close);
    thread.endAfterThese();
  }
}
