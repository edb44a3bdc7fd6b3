/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.log.Log;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One virtual thread that runs what it is given, one after another in that order. Whoever gives
 * never waits, so that it may hold a lock. The queue has no bound, since nothing in it may be
 * dropped.
 */
final class OrderedThread {

  private final BlockingQueue<Runnable> actions = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean ending;

  /** Used by the thread alone. */
  private boolean ended;

  OrderedThread(NodeThreads threads, String purpose) {
    thread = threads.unstarted(purpose, this::run);
    thread.start();
  }

  /** Runs an action after those that were given before; does nothing once the end was asked for. */
  void submit(Runnable action) {
    if (!ending) {
      actions.add(action);
    }
  }

  /** Ends the thread when it has run what it was given so far. */
  void endAfterThese() {
    ending = true;
    actions.add(this::end);
  }

  /** Ends the thread as soon as it returns from what it runs now; the rest is forgotten. */
  void endNow() {
    ending = true;
    actions.clear();
    actions.add(this::end);
  }

  private void end() {
    ended = true;
  }

  private void run() {
    while (!ended) {
      try {
        actions.take().run();
      } catch (InterruptedException tooLate) {
        // It was meant for an action that had just returned: nobody interrupts the waiting itself.
        Log.debug(() -> thread.getName() + ": interrupted between two actions");
      } catch (Throwable fault) {
        // Whatever it was, the next action must still run.
        Log.warning(thread.getName() + ": an action failed", fault);
      }
    }
  }
}
