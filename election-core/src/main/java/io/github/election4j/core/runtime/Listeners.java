/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionListener;
import io.github.election4j.Registration;
import io.github.election4j.core.log.Log;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The listeners of a node, each with an ordered thread and a queue of its own, so that one that
 * blocks keeps only its own later events waiting. {@link #deliver} is called by one thread at a
 * time.
 */
final class Listeners {

  private final NodeThreads threads;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  Listeners(NodeThreads threads, List<ElectionListener> first) {
    this.threads = threads;
    first.forEach(this::add);
  }

  /** Adds one; it is told of later events. Nothing happens after the last event. */
  Registration add(ElectionListener listener) {
    if (stopped) {
      return () -> {};
    }
    Subscription subscription = new Subscription(listener);
    subscriptions.add(subscription);
    if (stopped) {
      // The last event came between the two looks, and may have missed this one.
      subscription.thread.endAfterThese();
    }
    return () -> remove(subscription);
  }

  private void remove(Subscription subscription) {
    if (subscriptions.remove(subscription)) {
      subscription.removed = true;
      subscription.thread.endNow();
    }
  }

  /** Queues an event for every listener. {@code Stopped} is the last one. */
  void deliver(Instant at, ElectionEvent event) {
    if (stopped) {
      return;
    }
    boolean last = event instanceof ElectionEvent.Stopped;
    stopped = last;
    for (Subscription subscription : subscriptions) {
      subscription.thread.submit(() -> subscription.tell(at, event));
      if (last) {
        subscription.thread.endAfterThese();
      }
    }
  }

  /** One listener. */
  private final class Subscription {

    private final ElectionListener listener;
    private final OrderedThread thread = new OrderedThread(threads, "listener");

    private volatile boolean removed;

    Subscription(ElectionListener listener) {
      this.listener = listener;
    }

    private void tell(Instant at, ElectionEvent event) {
      if (removed) {
        return;
      }
      try {
        listener.onEvent(at, event);
      } catch (Exception | LinkageError | AssertionError fault) {
        Log.warning(
            threads.self() + ": listener " + listener + " failed with event " + event, fault);
      }
    }
  }
}
