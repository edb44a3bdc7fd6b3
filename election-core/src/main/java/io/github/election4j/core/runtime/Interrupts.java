/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.log.Log;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts bodies of tasks, on threads that do nothing else. An interrupt is no mere flag: it
 * closes the channel that the body reads or writes, which may wait for a disk that hangs, or be
 * code of the user's. The thread that has seen the loss must hear heartbeats and cannot wait for
 * that, nor can the other bodies; so there are two.
 */
final class Interrupts {

  private static final int THREADS = 2;
  private static final long IDLE_SECONDS = 2;

  private final ThreadPoolExecutor executor;

  Interrupts(NodeThreads threads) {
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            body -> threads.platform("interrupt", body),
            new ThreadPoolExecutor.CallerRunsPolicy());
    executor.allowCoreThreadTimeOut(true);
  }

  /** Interrupts bodies soon; returns at once what tells that it is done. */
  CountDownLatch begin(List<TaskBody> bodies) {
    CountDownLatch done = new CountDownLatch(bodies.size());
    for (TaskBody body : bodies) {
      submit(
          () -> {
            try {
              body.interrupt();
            } finally {
              done.countDown();
            }
          });
    }
    return done;
  }

  private void submit(Runnable interrupt) {
    try {
      executor.execute(interrupt);
    } catch (RuntimeException | Error noThread) {
      Log.warning("no thread could be had to interrupt a task; it is done at once", noThread);
      interrupt.run();
    }
  }

  /** Does what was begun, and ends the threads. Idempotent. */
  void close() {
    executor.shutdown();
  }
}
