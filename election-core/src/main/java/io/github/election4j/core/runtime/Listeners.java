/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionListener;
import io.github.election4j.Registration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The listeners of a node, each with a thread and a queue of its own, so that one that blocks keeps
 * only its own later events waiting. {@link #deliver} is called by one thread at a time.
 */
final class Listeners {

  private final NodeThreads threads;
  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();
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
    ListenerQueue queue = new ListenerQueue(threads, listener);
    queues.add(queue);
    if (stopped) {
      // The last event came between the two looks, and may have missed this one.
      queue.endAfterThese();
    }
    return () -> remove(queue);
  }

  private void remove(ListenerQueue queue) {
    if (queues.remove(queue)) {
      queue.remove();
    }
  }

  /** Queues an event for every listener. {@code Stopped} is the last one. */
  void deliver(Instant at, ElectionEvent event) {
    if (stopped) {
      return;
    }
    boolean last = event instanceof ElectionEvent.Stopped;
    stopped = last;
    for (ListenerQueue queue : queues) {
      queue.deliver(at, event);
      if (last) {
        queue.endAfterThese();
      }
    }
  }
}
