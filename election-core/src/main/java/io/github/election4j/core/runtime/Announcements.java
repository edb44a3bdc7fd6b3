/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.core.machine.NodeView;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes views visible and tells events, in the order of the machine: a loss is visible in the view
 * first, then the tasks are interrupted, then the event comes. The first two happen on the calling
 * thread, so that nothing that hangs can keep them; the rest on the delivery thread, one thing
 * after another. Nothing of the user's runs on either.
 *
 * <p>The lock is for the one case in which two threads come here: a node that is ended although its
 * machine does not answer. Only platform threads take it, for a few instructions.
 */
final class Announcements {

  private final Views views;
  private final Tasks tasks;
  private final Listeners listeners;
  private final OrderedThread deliveries;
  private final String self;

  private final ReentrantLock lock = new ReentrantLock();
  private OptionalLong gainedTerm = OptionalLong.empty();
  private OptionalLong taskTerm = OptionalLong.empty();
  private boolean stopped;

  Announcements(
      String self, Views views, Tasks tasks, Listeners listeners, OrderedThread deliveries) {
    this.self = self;
    this.views = views;
    this.tasks = tasks;
    this.listeners = listeners;
    this.deliveries = deliveries;
  }

  void publish(NodeView view) {
    lock.lock();
    try {
      boolean visible = views.publish(view);
      if (visible && taskTerm.isPresent() && !NodeLeadership.isTenure(view, taskTerm.getAsLong())) {
        interruptTasks();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells an event. Whatever the machine says, a gain is followed by exactly one loss: it cannot
   * say so any more if its store fails between the two.
   */
  void announce(ElectionEvent event) {
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      switch (event) {
        case ElectionEvent.LeadershipGained gained -> gain(gained);
        case ElectionEvent.LeadershipLost lost -> lose(lost.reason());
        case ElectionEvent.Stopped last -> stop(last);
        default -> tell(event);
      }
    } finally {
      lock.unlock();
    }
  }

  private void gain(ElectionEvent.LeadershipGained gained) {
    lose("another leadership began");
    gainedTerm = OptionalLong.of(gained.term());
    taskTerm = gainedTerm;
    tasks.begin(new NodeLeadership(views, gained.term()));
    tell(gained);
  }

  private void lose(String reason) {
    if (gainedTerm.isPresent()) {
      long term = gainedTerm.getAsLong();
      gainedTerm = OptionalLong.empty();
      interruptTasks();
      tell(new ElectionEvent.LeadershipLost(term, reason));
    }
  }

  private void stop(ElectionEvent.Stopped last) {
    lose(last.failure().orElse("it was closed"));
    stopped = true;
    tasks.close();
    tell(last);
    deliveries.endAfterThese();
  }

  /** Once for each tenure: a second interrupt would hit a task that is cleaning up. */
  private void interruptTasks() {
    if (taskTerm.isPresent()) {
      long term = taskTerm.getAsLong();
      taskTerm = OptionalLong.empty();
      tasks.interrupt(term);
    }
  }

  private void tell(ElectionEvent event) {
    Instant at = Instant.now();
    deliveries.submit(
        () -> {
          listeners.deliver(at, event);
          EventLines.write(self, event);
        });
  }
}
