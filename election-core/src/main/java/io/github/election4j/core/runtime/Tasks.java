/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leadership;
import io.github.election4j.LeadershipTask;
import io.github.election4j.Registration;
import io.github.election4j.core.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The tasks that run while this node is the active leader: one body at a time for each
 * registration, begun when a tenure is gained, interrupted when it is lost. What is known of them
 * belongs to the delivery thread, to which all methods hand over what they are asked; only the
 * interrupt does not wait for its turn there.
 */
final class Tasks {

  /** How long the news of a loss waits for an interrupt that does not return. */
  private static final long INTERRUPT_MILLIS = 10;

  private final NodeThreads threads;
  private final Duration grace;
  private final Timer timer;
  private final OrderedThread deliveries;
  private final TaskEndings endings;
  private final Interrupts interrupts;
  private final RunningBodies running = new RunningBodies();

  /** Those that are not spent: one that was taken back stays until its body has ended. */
  private final List<TaskRegistration> registrations = new ArrayList<>();

  private Optional<Leadership> tenure = Optional.empty();
  private boolean closed;

  Tasks(
      NodeThreads threads,
      Duration grace,
      Timer timer,
      OrderedThread deliveries,
      TaskReports reports) {
    this.threads = threads;
    this.grace = grace;
    this.timer = timer;
    this.deliveries = deliveries;
    endings = new TaskEndings(reports);
    interrupts = new Interrupts(threads);
  }

  /** Registers a task; it begins at once if this node is the active leader. */
  Registration add(LeadershipTask task, boolean onlyOnce) {
    TaskRegistration registration = new TaskRegistration(task, onlyOnce);
    deliveries.submit(
        () -> {
          if (!closed) {
            registrations.add(registration);
            tenure.ifPresent(leadership -> beginBody(registration, leadership));
          }
        });
    return () -> takeBack(registration);
  }

  private void takeBack(TaskRegistration registration) {
    registration.close();
    deliveries.submit(() -> registrations.removeIf(TaskRegistration::isSpent));
    // A body that takes its own registration back goes on until it returns.
    registration
        .body()
        .filter(running -> !running.isCurrentThread())
        .ifPresent(TaskBody::interrupt);
  }

  /** A tenure begins. */
  void begin(Leadership leadership) {
    deliveries.submit(
        () -> {
          if (!closed && !running.isOver(leadership.term())) {
            tenure = Optional.of(leadership);
            registrations.forEach(registration -> beginBody(registration, leadership));
          }
        });
  }

  private void beginBody(TaskRegistration registration, Leadership leadership) {
    if (!registration.mayBegin(leadership) || running.isOver(leadership.term())) {
      return;
    }
    TaskBody body =
        new TaskBody(
            threads, registration.task(), leadership, ended -> onBodyEnd(registration, ended));
    registration.begun(body);
    running.add(body);
    try {
      body.start();
    } catch (RuntimeException | Error noThread) {
      Log.warning(
          "%s: no thread could be had for a task; it is not run in term %d"
              .formatted(threads.self(), leadership.term()),
          noThread);
      onBodyEnd(registration, body);
    }
    if (running.isOver(body.term()) || registration.isClosed()) {
      // The loss, or the taking back, may have looked for bodies before this one was there.
      body.interrupt();
    }
  }

  private void onBodyEnd(TaskRegistration registration, TaskBody body) {
    running.remove(body);
    deliveries.submit(() -> noteEnd(registration, body));
  }

  private void noteEnd(TaskRegistration registration, TaskBody body) {
    registration.bodyEnded();
    tenure.ifPresent(leadership -> beginBody(registration, leadership));
    registrations.removeIf(TaskRegistration::isSpent);
    if (bodies(other -> other.term() == body.term()).isEmpty()) {
      endings.ended(body.term(), this::runsUpTo);
    }
  }

  /**
   * A tenure is over: interrupts its bodies, and waits for nothing. Called by the thread that has
   * seen the loss.
   */
  void interrupt(long term) {
    long now = System.nanoTime();
    CountDownLatch interrupted = interrupts.begin(running.tenureIsOver(term));
    deliveries.submit(
        () -> {
          tenure = tenure.filter(leadership -> leadership.term() != term);
          if (!bodies(body -> body.term() == term).isEmpty()) {
            endings.begin(term, now);
            timer.after(grace.toNanos(), () -> deliveries.submit(() -> endings.graceIsOver(term)));
          }
          awaitInterrupts(interrupted);
        });
  }

  /** What is delivered next, the event of the loss, comes after the interrupt if that is quick. */
  private static void awaitInterrupts(CountDownLatch interrupted) {
    try {
      boolean unused = interrupted.await(INTERRUPT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException nobodyDoesThat) {
      Log.debug("the delivery thread was interrupted", nobodyDoesThat);
    }
  }

  /** Asks to be told when the bodies of a term, which were interrupted before, have ended. */
  void reportEnd(long term) {
    deliveries.submit(() -> endings.await(term, this::runsUpTo));
  }

  /** Interrupts all bodies, and lets no more begin. */
  void close() {
    deliveries.submit(
        () -> {
          closed = true;
          tenure = Optional.empty();
          registrations.forEach(TaskRegistration::close);
          CountDownLatch unused = interrupts.begin(bodies(body -> true));
          interrupts.close();
          registrations.removeIf(TaskRegistration::isSpent);
        });
  }

  /** Whether the calling thread is the body of a task. */
  boolean isCurrentThreadABody() {
    return !running.those(TaskBody::isCurrentThread).isEmpty();
  }

  /** Whether any body runs, interrupted or not. For any thread. */
  boolean areRunning() {
    return !running.isEmpty();
  }

  private boolean runsUpTo(long term) {
    return !bodies(body -> body.term() <= term).isEmpty();
  }

  private List<TaskBody> bodies(Predicate<TaskBody> wanted) {
    return registrations.stream()
        .flatMap(registration -> registration.body().stream())
        .filter(wanted)
        .toList();
  }
}
