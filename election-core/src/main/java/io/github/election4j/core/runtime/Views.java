/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Role;
import io.github.election4j.core.machine.NodeView;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The newest view of the node: read without a lock, and awaited without the lock of the machine,
 * which may be held for as long as a disk takes.
 */
final class Views {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile NodeView current;

  Views(NodeView first) {
    current = first;
  }

  NodeView current() {
    return current;
  }

  void publish(NodeView view) {
    lock.lock();
    try {
      current = view;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a view; empty if none came before the deadline. */
  Optional<NodeView> await(Predicate<NodeView> wanted, Deadline deadline)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!wanted.test(current)) {
        long remaining = deadline.remainingNanos();
        if (remaining <= 0) {
          return Optional.empty();
        }
        long unused = changed.awaitNanos(remaining);
      }
      return Optional.of(current);
    } finally {
      lock.unlock();
    }
  }

  static boolean isEnded(NodeView view) {
    return view.role() == Role.CLOSED || view.role() == Role.FAILED;
  }
}
