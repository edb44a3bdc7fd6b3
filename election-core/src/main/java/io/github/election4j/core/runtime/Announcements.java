/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionEvent;
import io.github.election4j.core.machine.NodeView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes views visible and tells events, in the order of the machine: a loss is visible in the view
 * first, then the tasks are interrupted, then the event comes. Nothing of the user's runs on the
 * calling thread; it runs on the outbox, one thing after another.
 */
final class Announcements {

  private static final Logger LOGGER = System.getLogger(CoreElectionEngine.LOGGER_NAME);

  private final Views views;
  private final Tasks tasks;
  private final Listeners listeners;
  private final OrderedThread outbox;
  private final String self;

  private final ReentrantLock lock = new ReentrantLock();
  private OptionalLong gainedTerm = OptionalLong.empty();
  private OptionalLong taskTerm = OptionalLong.empty();
  private boolean stopped;

  Announcements(String self, Views views, Tasks tasks, Listeners listeners, OrderedThread outbox) {
    this.self = self;
    this.views = views;
    this.tasks = tasks;
    this.listeners = listeners;
    this.outbox = outbox;
  }

  void publish(NodeView view) {
    lock.lock();
    try {
      views.publish(view);
      if (taskTerm.isPresent() && !NodeLeadership.isOffice(view, taskTerm.getAsLong())) {
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
    outbox.submit(() -> tasks.begin(new NodeLeadership(views, gained.term())));
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
    outbox.submit(tasks::close);
    tell(last);
    outbox.endAfterThese();
  }

  /** Once for each tenure: a second interrupt would hit a task that is cleaning up. */
  private void interruptTasks() {
    if (taskTerm.isPresent()) {
      long term = taskTerm.getAsLong();
      taskTerm = OptionalLong.empty();
      outbox.submit(() -> tasks.interrupt(term));
    }
  }

  private void tell(ElectionEvent event) {
    Instant at = Instant.now();
    outbox.submit(
        () -> {
          listeners.deliver(at, event);
          log(event);
        });
  }

  private void log(ElectionEvent event) {
    switch (event) {
      case ElectionEvent.LeaderElected elected ->
          LOGGER.log(
              Level.INFO,
              "{0}: {1} (term {2,number,#})",
              self,
              elected
                  .leader()
                  .map(leader -> "'" + leader.id() + "' is the leader")
                  .orElse("no leader is known"),
              elected.term());
      case ElectionEvent.LeadershipGained gained ->
          LOGGER.log(Level.INFO, "{0}: leads term {1,number,#}", self, gained.term());
      case ElectionEvent.LeadershipLost lost ->
          LOGGER.log(
              Level.INFO,
              "{0}: no longer leads term {1,number,#}: {2}",
              self,
              lost.term(),
              lost.reason());
      case ElectionEvent.TaskOverrun overrun ->
          LOGGER.log(
              Level.WARNING,
              "{0}: a task still runs {1} ms after its leadership of term {2,number,#} ended; make"
                  + " it return when it is interrupted",
              self,
              overrun.overrun().toMillis(),
              overrun.term());
      case ElectionEvent.Warning warning ->
          LOGGER.log(Level.WARNING, "{0}: {1}", self, warning.message());
      case ElectionEvent.Stopped last ->
          LOGGER.log(
              last.failure().isPresent() ? Level.WARNING : Level.DEBUG,
              "{0}: stopped; {1}",
              self,
              last.failure().orElse("it was closed"));
      default -> LOGGER.log(Level.DEBUG, () -> self + ": " + event);
    }
  }
}
