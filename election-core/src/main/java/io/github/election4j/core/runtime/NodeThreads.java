/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.spi.ElectionPlan.UserThreads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one node, so that its end can wait for theirs, and can say which one does not
 * come. Nothing here takes a lock, see {@link OrderedThread}.
 */
final class NodeThreads {

  private final String self;
  private final UserThreads userThreads;
  private final Map<Long, Thread> live = new ConcurrentSkipListMap<>();
  private final Map<Long, Thread> excused = new ConcurrentSkipListMap<>();
  private final Semaphore changed = new Semaphore(0);

  NodeThreads(String self, UserThreads userThreads) {
    this.self = self;
    this.userThreads = userThreads;
  }

  /** The id of the node. */
  String self() {
    return self;
  }

  /** Makes a thread for code of the user's. */
  Thread user(String purpose, Runnable body) {
    return userThreads == UserThreads.PLATFORM ? platform(purpose, body) : virtual(purpose, body);
  }

  /** Makes a virtual thread, for what may block. */
  Thread virtual(String purpose, Runnable body) {
    return made(Thread.ofVirtual(), purpose, body);
  }

  /** Makes a platform thread; it does not keep the process alive. */
  Thread platform(String purpose, Runnable body) {
    return made(Thread.ofPlatform().daemon(), purpose, body);
  }

  private Thread made(Thread.Builder builder, String purpose, Runnable body) {
    return builder
        .name("election-" + self + "-" + purpose)
        .unstarted(
            () -> {
              Thread current = Thread.currentThread();
              // Known already, unless an executor has started it.
              live.put(current.threadId(), current);
              try {
                body.run();
              } finally {
                ended(current);
              }
            });
  }

  /**
   * Starts a thread that was made here. From now on the end of the node waits for it, also while it
   * waits for a processor itself.
   */
  void start(Thread thread) {
    live.put(thread.threadId(), thread);
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        ended(thread);
      }
    }
  }

  private void ended(Thread thread) {
    live.remove(thread.threadId());
    excused.remove(thread.threadId());
    changed.release();
  }

  /** Lets nobody wait for the calling thread, because it is about to wait for the others itself. */
  void excuseCurrent() {
    Thread current = Thread.currentThread();
    if (live.containsKey(current.threadId())) {
      excused.put(current.threadId(), current);
      changed.release();
    }
  }

  /**
   * Waits until all have ended but those that are excused, and returns those that have not. Called
   * by one thread.
   */
  List<Thread> awaitEnd(Deadline deadline) throws InterruptedException {
    while (!awaited().isEmpty() && deadline.remainingNanos() > 0) {
      boolean unused = changed.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    }
    return awaited();
  }

  private List<Thread> awaited() {
    return live.values().stream()
        .filter(thread -> !excused.containsKey(thread.threadId()))
        .toList();
  }

  /** The names of those that have not ended. */
  List<String> live() {
    return live.values().stream().map(Thread::getName).toList();
  }
}
