/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionEvent.EventsLeftOut;
import io.github.election4j.ElectionEvent.LeadershipGained;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.Stopped;
import io.github.election4j.ElectionListener;
import io.github.election4j.core.log.Log;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One listener, its thread and the events that wait for it. If it does not keep up, events are left
 * out, and one event in their place says how many; gains, losses and the end never are.
 */
final class ListenerQueue {

  /** How many events wait at most, those not counted that are never left out. */
  static final int MOST_EVENTS = 1_024;

  private final String self;
  private final ElectionListener listener;
  private final OrderedThread thread;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicReference<EventsLeftOut> leftOut = new AtomicReference<>(NONE);
  private volatile boolean removed;

  private static final EventsLeftOut NONE = new EventsLeftOut(0, 0);

  ListenerQueue(NodeThreads threads, ElectionListener listener) {
    self = threads.self();
    this.listener = listener;
    thread = OrderedThread.user(threads, "listener");
  }

  /** Queues an event. Called by one thread at a time; returns at once. */
  void deliver(Instant at, ElectionEvent event) {
    if (waiting.get() >= MOST_EVENTS && mayBeLeftOut(event)) {
      leftOut.updateAndGet(before -> new EventsLeftOut(event.term(), before.count() + 1));
      return;
    }
    tellOfLeftOut(at, true);
    add(at, event);
  }

  private static boolean mayBeLeftOut(ElectionEvent event) {
    return !(event instanceof LeadershipGained
        || event instanceof LeadershipLost
        || event instanceof Stopped);
  }

  private void tellOfLeftOut(Instant at, boolean later) {
    EventsLeftOut events = leftOut.getAndSet(NONE);
    if (events.count() > 0) {
      if (later) {
        add(at, events);
      } else {
        tell(at, events);
      }
    }
  }

  private void add(Instant at, ElectionEvent event) {
    waiting.incrementAndGet();
    thread.submit(
        () -> {
          waiting.decrementAndGet();
          tell(at, event);
          if (waiting.get() == 0) {
            // It has caught up: it need not wait for another event to learn what it has missed.
            tellOfLeftOut(at, false);
          }
        });
  }

  private void tell(Instant at, ElectionEvent event) {
    if (removed) {
      return;
    }
    try {
      listener.onEvent(at, event);
    } catch (Throwable fault) {
      Log.warning("%s: listener %s failed with event %s".formatted(self, listener, event), fault);
    }
  }

  /** Tells nothing more. */
  void remove() {
    removed = true;
    thread.endNow();
  }

  /** Tells what is queued, and then nothing more. */
  void endAfterThese() {
    thread.endAfterThese();
  }
}
