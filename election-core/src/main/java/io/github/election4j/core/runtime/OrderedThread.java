/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.log.Log;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * One thread that runs what it is given, one after another in that order. Whoever gives neither
 * waits nor takes a lock: a virtual thread that queues for a lock, and finds no carrier when its
 * turn comes, would keep the threads behind it waiting that a lease lives on. The queue has no
 * bound; who gives without limit bounds it.
 */
final class OrderedThread {

  private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();
  private final Semaphore available = new Semaphore(0);
  private final Thread thread;
  private volatile boolean ending;

  /** Used by the thread alone. */
  private boolean ended;

  private OrderedThread(NodeThreads threads, Function<Runnable, Thread> maker) {
    thread = maker.apply(this::run);
    threads.start(thread);
  }

  /** A thread for code of the user's. */
  static OrderedThread user(NodeThreads threads, String purpose) {
    return new OrderedThread(threads, body -> threads.user(purpose, body));
  }

  /** A platform thread, which runs also while the JDK's scheduler of virtual threads does not. */
  static OrderedThread platform(NodeThreads threads, String purpose) {
    return new OrderedThread(threads, body -> threads.platform(purpose, body));
  }

  /** Runs an action after those that were given before; does nothing once the end was asked for. */
  void submit(Runnable action) {
    if (!ending) {
      add(action);
    }
  }

  /** Ends the thread when it has run what it was given so far. */
  void endAfterThese() {
    ending = true;
    add(this::end);
  }

  /** Ends the thread as soon as it returns from what it runs now; the rest is forgotten. */
  void endNow() {
    ending = true;
    actions.clear();
    add(this::end);
  }

  private void add(Runnable action) {
    actions.add(action);
    available.release();
  }

  private void end() {
    ended = true;
  }

  private void run() {
    while (!ended) {
      try {
        available.acquire();
        Runnable next = actions.poll();
        if (next != null) {
          next.run();
        }
      } catch (InterruptedException tooLate) {
        // It was meant for an action that had just returned: nobody interrupts the waiting itself.
        Log.debug(() -> thread.getName() + ": interrupted between two actions");
      } catch (Throwable fault) {
        // Whatever it was, the next action must still run.
        Log.survived(thread.getName(), "an action failed", fault);
      }
    }
  }
}
