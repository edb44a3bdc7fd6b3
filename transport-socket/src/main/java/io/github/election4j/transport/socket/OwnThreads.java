/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The virtual threads on which handlers work out replies, so that none outlives its transport. */
final class OwnThreads {

  private final String owner;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private volatile boolean closed;

  OwnThreads(String owner) {
    this.owner = owner;
  }

  /** Starts a virtual thread; false, and nothing runs, if no more may be started. */
  boolean start(String purpose, Runnable body) {
    Thread thread =
        Thread.ofVirtual()
            .name("election-socket-" + owner + "-" + purpose)
            .unstarted(() -> runAndLeave(body));
    running.add(thread);
    // Read after the thread is in the set: close() writes, then looks into the set.
    if (closed) {
      running.remove(thread);
      return false;
    }
    return starts(thread);
  }

  private boolean starts(Thread thread) {
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        running.remove(thread);
      }
    }
    return started;
  }

  private void runAndLeave(Runnable body) {
    try {
      body.run();
    } finally {
      running.remove(Thread.currentThread());
      if (closed) {
        signalEnd();
      }
    }
  }

  private void signalEnd() {
    lock.lock();
    try {
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the calling thread is one of these. */
  boolean ownsCurrent() {
    return running.contains(Thread.currentThread());
  }

  /** Lets no more threads start. Those that run go on. */
  void close() {
    closed = true;
  }

  void interruptAll() {
    for (Thread thread : running) {
      if (!thread.equals(Thread.currentThread())) {
        thread.interrupt();
      }
    }
  }

  /**
   * Waits until all threads but the calling one have ended.
   *
   * @return whether they have, by the deadline
   */
  boolean awaitEnd(Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = deadline.remainingNanos();
      while (othersRun() && left > 0) {
        left = ended.awaitNanos(left);
      }
      return !othersRun();
    } finally {
      lock.unlock();
    }
  }

  /** The names of those that have not ended. */
  List<String> names() {
    return running.stream().map(Thread::getName).toList();
  }

  private boolean othersRun() {
    return running.stream().anyMatch(thread -> !thread.equals(Thread.currentThread()));
  }
}
