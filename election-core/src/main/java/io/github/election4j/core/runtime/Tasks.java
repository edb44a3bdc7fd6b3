/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leadership;
import io.github.election4j.LeadershipTask;
import io.github.election4j.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The tasks that run while this node is the active leader: one body at a time for each
 * registration, begun when a tenure is gained, interrupted when it is lost. The lock here is held
 * for a few instructions only, and never while anything of the user's runs.
 */
final class Tasks {

  private final NodeThreads threads;
  private final Duration grace;
  private final WakeUps wakeUps;
  private final Reports reports;
  private final ReentrantLock lock = new ReentrantLock();

  /** Those that are not spent: one that was taken back stays until its body has ended. */
  private final List<TaskRegistration> registrations = new ArrayList<>();

  private final Map<Long, Ending> endings = new HashMap<>();
  private Optional<Leadership> tenure = Optional.empty();
  private boolean closed;

  /** What becomes of bodies that are to end. Called without a lock, from any thread. */
  interface Reports {

    /** The last body of a term has ended, and somebody waits for it. */
    void ended(long term);

    /** A body goes on after the grace. Told once for each term. */
    void overran(long term, Duration sinceInterrupt);

    /** A body goes on after the grace, and whoever waits for its end is not to wait any longer. */
    void notEnded(long term);
  }

  /** The bodies of a term were interrupted; their grace runs. */
  private static final class Ending {
    private final long sinceNanos;
    private final Future<?> check;
    private boolean awaited;
    private boolean overran;

    Ending(long sinceNanos, Future<?> check) {
      this.sinceNanos = sinceNanos;
      this.check = check;
    }
  }

  Tasks(NodeThreads threads, Duration grace, WakeUps wakeUps, Reports reports) {
    this.threads = threads;
    this.grace = grace;
    this.wakeUps = wakeUps;
    this.reports = reports;
  }

  /** Registers a task; it begins at once if this node is the active leader. */
  Registration add(LeadershipTask task, boolean onlyOnce) {
    TaskRegistration registration = new TaskRegistration(task, onlyOnce);
    lock.lock();
    try {
      if (!closed) {
        registrations.add(registration);
        tenure.ifPresent(leadership -> beginBody(registration, leadership));
      }
    } finally {
      lock.unlock();
    }
    return () -> takeBack(registration);
  }

  private void takeBack(TaskRegistration registration) {
    Optional<TaskBody> body;
    lock.lock();
    try {
      registration.close();
      registrations.removeIf(TaskRegistration::isSpent);
      body = registration.body();
    } finally {
      lock.unlock();
    }
    // A body that takes its own registration back goes on until it returns.
    body.filter(running -> !running.isCurrentThread()).ifPresent(TaskBody::interrupt);
  }

  /** A term of tenure begins. */
  void begin(Leadership leadership) {
    lock.lock();
    try {
      if (!closed) {
        tenure = Optional.of(leadership);
        registrations.forEach(registration -> beginBody(registration, leadership));
      }
    } finally {
      lock.unlock();
    }
  }

  private void beginBody(TaskRegistration registration, Leadership leadership) {
    if (registration.mayBegin(leadership)) {
      TaskBody body =
          new TaskBody(
              threads, registration.task(), leadership, ended -> bodyEnded(registration, ended));
      registration.begun(body);
      body.start();
    }
  }

  private void bodyEnded(TaskRegistration registration, TaskBody body) {
    boolean report;
    lock.lock();
    try {
      registration.bodyEnded();
      tenure.ifPresent(leadership -> beginBody(registration, leadership));
      registrations.removeIf(TaskRegistration::isSpent);
      report = bodiesOf(body.term()).isEmpty() && forgetEnding(body.term());
    } finally {
      lock.unlock();
    }
    if (report) {
      reports.ended(body.term());
    }
  }

  /** Whether somebody waits for the end of that term's bodies. */
  private boolean forgetEnding(long term) {
    Ending ending = endings.remove(term);
    if (ending == null) {
      return false;
    }
    ending.check.cancel(false);
    return ending.awaited && !ending.overran;
  }

  /** A term of tenure is over: interrupts its bodies, and waits for nothing. */
  void interrupt(long term) {
    List<TaskBody> bodies;
    lock.lock();
    try {
      tenure = tenure.filter(leadership -> leadership.term() != term);
      bodies = bodiesOf(term);
      if (!bodies.isEmpty()) {
        long now = System.nanoTime();
        Future<?> check = wakeUps.after(grace.toNanos(), () -> checkOverrun(term));
        endings.put(term, new Ending(now, check));
      }
    } finally {
      lock.unlock();
    }
    bodies.forEach(TaskBody::interrupt);
  }

  /** Asks to be told when the bodies of a term, which were interrupted before, have ended. */
  void reportEnd(long term) {
    boolean ended;
    boolean tooLate;
    lock.lock();
    try {
      ended = bodiesOf(term).isEmpty();
      Ending ending = endings.get(term);
      tooLate = ending != null && ending.overran;
      if (ending != null) {
        ending.awaited = true;
      }
    } finally {
      lock.unlock();
    }
    if (ended) {
      reports.ended(term);
    } else if (tooLate) {
      reports.notEnded(term);
    }
  }

  private void checkOverrun(long term) {
    Ending ending;
    boolean awaited;
    lock.lock();
    try {
      ending = endings.get(term);
      if (ending == null) {
        return;
      }
      ending.overran = true;
      awaited = ending.awaited;
    } finally {
      lock.unlock();
    }
    reports.overran(term, Duration.ofNanos(System.nanoTime() - ending.sinceNanos));
    if (awaited) {
      reports.notEnded(term);
    }
  }

  /** Interrupts all bodies, and lets no more begin. */
  void close() {
    List<TaskBody> bodies;
    lock.lock();
    try {
      closed = true;
      tenure = Optional.empty();
      registrations.forEach(TaskRegistration::close);
      bodies = bodies(body -> true);
      registrations.removeIf(TaskRegistration::isSpent);
    } finally {
      lock.unlock();
    }
    bodies.forEach(TaskBody::interrupt);
  }

  /** Whether the calling thread is the body of a task. */
  boolean isCurrentThreadABody() {
    lock.lock();
    try {
      return !bodies(TaskBody::isCurrentThread).isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private List<TaskBody> bodiesOf(long term) {
    return bodies(body -> body.term() == term);
  }

  private List<TaskBody> bodies(Predicate<TaskBody> wanted) {
    return registrations.stream()
        .flatMap(registration -> registration.body().stream())
        .filter(wanted)
        .toList();
  }
}
