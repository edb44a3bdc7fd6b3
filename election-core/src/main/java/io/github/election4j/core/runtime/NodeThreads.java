/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The virtual threads of one node, so that its end can wait for theirs, and can say which one does
 * not come.
 */
final class NodeThreads {

  private final String self;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Thread> live = new HashSet<>();
  private final Set<Thread> excused = new HashSet<>();

  NodeThreads(String self) {
    this.self = self;
  }

  /** The id of the node. */
  String self() {
    return self;
  }

  /** Starts a thread. */
  void start(String purpose, Runnable body) {
    unstarted(purpose, body).start();
  }

  /** Makes a thread that the caller starts at once. */
  Thread unstarted(String purpose, Runnable body) {
    Thread thread =
        Thread.ofVirtual()
            .name("election-" + self + "-" + purpose)
            .unstarted(
                () -> {
                  try {
                    body.run();
                  } finally {
                    ended();
                  }
                });
    lock.lock();
    try {
      live.add(thread);
    } finally {
      lock.unlock();
    }
    return thread;
  }

  private void ended() {
    lock.lock();
    try {
      live.remove(Thread.currentThread());
      excused.remove(Thread.currentThread());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody wait for the calling thread, because it is about to wait for the others itself. */
  void excuseCurrent() {
    lock.lock();
    try {
      if (live.contains(Thread.currentThread())) {
        excused.add(Thread.currentThread());
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all have ended but those that are excused, and returns those that have not. */
  List<Thread> awaitEnd(Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long remaining = deadline.remainingNanos();
      while (!excused.containsAll(live) && remaining > 0) {
        remaining = changed.awaitNanos(remaining);
      }
      return live.stream().filter(thread -> !excused.contains(thread)).toList();
    } finally {
      lock.unlock();
    }
  }

  /** The names of those that have not ended. */
  List<String> live() {
    lock.lock();
    try {
      return live.stream().map(Thread::getName).toList();
    } finally {
      lock.unlock();
    }
  }
}
