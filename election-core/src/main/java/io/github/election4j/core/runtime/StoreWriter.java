/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Saves vote records on a thread that nobody interrupts. The threads that make the steps are
 * interrupted all the time, those of the user's tasks among them, and the JDK closes a file channel
 * for good when a thread that writes to it is interrupted: one interrupt would cost the node its
 * store. A platform thread, since a forced write would pin the carrier of a virtual one.
 */
final class StoreWriter {

  private static final long IDLE_SECONDS = 10;

  private final VoteStore store;
  private final ThreadPoolExecutor executor;

  StoreWriter(VoteStore store, String memberId) {
    this.store = store;
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("election-" + memberId + "-store").factory());
    // Ballots are rare: there is nothing to write while a leader leads.
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Saves a record; returns when it is durable. An interrupt neither disturbs nor shortens it.
   *
   * @throws IOException if the record may not be durable, whatever went wrong
   */
  void save(VoteRecord record) throws IOException {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              store.save(record);
              return null;
            });
    executor.execute(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return;
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException io
          ? io
          : new IOException("the vote store failed: " + failed.getCause(), failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the thread. A later save fails. Idempotent. */
  void close() {
    executor.shutdown();
  }
}
