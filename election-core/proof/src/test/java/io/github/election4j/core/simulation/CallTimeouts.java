/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The calls of one process that are still to be answered. All wait equally long, so the oldest is
 * due first, and one planned occurrence stands for all of them: most are answered long before.
 */
final class CallTimeouts {

  private final Timeline timeline;
  private final NodeClock clock;
  private final long timeoutNanos;
  private final Consumer<OutgoingCall> fail;
  private final Deque<OutgoingCall> waiting = new ArrayDeque<>();
  private boolean planned;

  /**
   * Makes an empty list.
   *
   * @param timeline true time
   * @param clock the caller's
   * @param timeoutNanos how long a call waits for its reply, on that clock
   * @param fail told of each call that was not answered in time
   */
  CallTimeouts(Timeline timeline, NodeClock clock, long timeoutNanos, Consumer<OutgoingCall> fail) {
    this.timeline = timeline;
    this.clock = clock;
    this.timeoutNanos = timeoutNanos;
    this.fail = fail;
  }

  /**
   * Waits for the answer to a call that is no older than any before.
   *
   * @param patienceNanos how long an answer is of use; 0 for as long as any call may take
   */
  void await(OutgoingCall call, long patienceNanos) {
    if (patienceNanos > 0) {
      timeline.at(
          clock.whenItReads(call.askedAtNanos() + patienceNanos), () -> failIfUnanswered(call));
    } else {
      waiting.add(call);
      planNext();
    }
  }

  private void failIfUnanswered(OutgoingCall call) {
    if (!call.isSettled()) {
      fail.accept(call);
    }
  }

  private void planNext() {
    if (!planned && !waiting.isEmpty()) {
      planned = true;
      timeline.at(clock.whenItReads(dueNanos(waiting.getFirst())), this::look);
    }
  }

  private long dueNanos(OutgoingCall call) {
    return call.askedAtNanos() + timeoutNanos;
  }

  private void look() {
    planned = false;
    long nowNanos = clock.read(timeline.now());
    while (!waiting.isEmpty() && isOver(waiting.getFirst(), nowNanos)) {
      failIfUnanswered(waiting.removeFirst());
    }
    planNext();
  }

  private boolean isOver(OutgoingCall call, long nowNanos) {
    return call.isSettled() || nowNanos - dueNanos(call) >= 0;
  }
}
