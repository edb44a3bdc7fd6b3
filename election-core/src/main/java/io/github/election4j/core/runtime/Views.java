/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static java.util.Objects.requireNonNull;

import io.github.election4j.Role;
import io.github.election4j.core.machine.NodeView;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * The newest view of the node. Read, awaited and published without a lock, see {@link
 * OrderedThread}: a loss is visible at once, whoever waits for a view. The view of a node that has
 * ended is the last one, from whatever thread another may come.
 */
final class Views {

  private final AtomicReference<NodeView> current;
  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

  Views(NodeView first) {
    current = new AtomicReference<>(first);
  }

  NodeView current() {
    return requireNonNull(current.get());
  }

  /** Makes a view visible; false if the node has ended before. */
  boolean publish(NodeView view) {
    NodeView before = current();
    while (!isEnded(before)) {
      if (current.compareAndSet(before, view)) {
        wakeAll();
        return true;
      }
      before = current();
    }
    return false;
  }

  /** Waits for a view; empty if none came before the deadline. */
  Optional<NodeView> await(Predicate<NodeView> wanted, Deadline deadline)
      throws InterruptedException {
    Thread self = Thread.currentThread();
    waiting.add(self);
    try {
      while (true) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while it waited for a view");
        }
        NodeView view = current();
        if (wanted.test(view)) {
          return Optional.of(view);
        }
        long remaining = deadline.remainingNanos();
        if (remaining <= 0) {
          return Optional.empty();
        }
        LockSupport.parkNanos(this, remaining);
      }
    } finally {
      waiting.remove(self);
    }
  }

  /** Lets those who wait look again. */
  void wakeAll() {
    waiting.forEach(LockSupport::unpark);
  }

  static boolean isEnded(NodeView view) {
    return view.role() == Role.CLOSED || view.role() == Role.FAILED;
  }
}
