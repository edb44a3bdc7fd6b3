/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.log.Log;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A bounded number of platform threads for what may block; those that are idle end soon. */
final class PlatformThreads {

  private static final long IDLE_SECONDS = 2;

  private final ThreadPoolExecutor executor;

  PlatformThreads(NodeThreads threads, String purpose, int most) {
    executor =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            body -> threads.platform(purpose, body));
  }

  /** Runs something at once; false if no thread is to be had. */
  boolean run(Runnable body) {
    try {
      executor.execute(body);
      return true;
    } catch (RejectedExecutionException allAreBusy) {
      return false;
    } catch (RuntimeException | Error noThread) {
      Log.warning("no platform thread could be had", noThread);
      return false;
    }
  }

  /** Interrupts what runs, and runs no more. Idempotent. */
  void close() {
    var unused = executor.shutdownNow();
  }
}
