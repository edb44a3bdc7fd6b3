/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Leadership;
import io.github.election4j.LeadershipTask;
import io.github.election4j.Registration;
import io.github.election4j.spi.ElectionPlan.UserThreads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task of the leader")
class TasksTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final NodeThreads threads = new NodeThreads("a", UserThreads.VIRTUAL);
  private final Timer timer = new Timer(threads, () -> {});
  private final OrderedThread deliveries = OrderedThread.platform(threads, "delivery");
  private Optional<Tasks> made = Optional.empty();
  private final List<String> reports = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void nothingIsLeft() {
    release.countDown();
    made.ifPresent(Tasks::close);
    Await.until("all bodies have ended", this::noneRuns, threads::live);
    timer.close();
    deliveries.endAfterThese();
    Await.until("all threads have ended", () -> threads.live().isEmpty(), threads::live);
  }

  private Tasks tasks(Duration grace) {
    Tasks tasks =
        new Tasks(
            threads,
            grace,
            timer,
            deliveries,
            new TaskReports() {
              @Override
              public void ended(long term) {
                reports.add("term %d ended".formatted(term));
              }

              @Override
              public void overran(long term, Duration sinceInterrupt) {
                boolean tooEarly = sinceInterrupt.compareTo(grace) < 0;
                reports.add("term %d overran%s".formatted(term, tooEarly ? " too early" : ""));
              }

              @Override
              public void notEnded(long term) {
                reports.add("term %d has not ended".formatted(term));
              }
            });
    made = Optional.of(tasks);
    return tasks;
  }

  private boolean noneRuns() {
    return threads.live().stream().noneMatch(name -> name.contains("task-of-term"));
  }

  private static Leadership term(long term) {
    return new Leadership() {
      @Override
      public long term() {
        return term;
      }

      @Override
      public boolean isValid() {
        return true;
      }

      @Override
      public boolean isHandingOver() {
        return false;
      }

      @Override
      public Duration remaining() {
        return LONG;
      }
    };
  }

  /** Runs until it is interrupted. */
  private LeadershipTask patient(String name) {
    return leadership -> {
      log.add("%s begins %d".formatted(name, leadership.term()));
      try {
        new CountDownLatch(1).await();
      } finally {
        log.add("%s ends %d".formatted(name, leadership.term()));
      }
    };
  }

  /** Runs until it is released, whatever happens. */
  private LeadershipTask stubborn() {
    return leadership -> {
      log.add("begins %d".formatted(leadership.term()));
      boolean interrupted = false;
      while (release.getCount() > 0) {
        LockSupport.parkNanos(1_000_000);
        // Left as it is, the interrupt would make this a loop that keeps a carrier busy.
        interrupted |= Thread.interrupted();
      }
      interrupted |= Thread.interrupted();
      log.add("ends %d, interrupted: %s".formatted(leadership.term(), interrupted));
    };
  }

  private void awaitLog(String... expected) {
    Await.until("the log is " + List.of(expected), () -> log.equals(List.of(expected)), () -> log);
  }

  private void awaitReports(String... expected) {
    Await.until(
        "the reports are " + List.of(expected),
        () -> reports.equals(List.of(expected)),
        () -> reports);
  }

  @Test
  @DisplayName("begins with each tenure and is interrupted at its end")
  void eachTerm() {
    Tasks tasks = tasks(LONG);
    tasks.add(patient("it"), false);
    for (long term : List.of(3L, 7L)) {
      tasks.begin(term(term));
      Await.until("it runs", () -> log.contains("it begins " + term));
      tasks.interrupt(term);
      Await.until("it has ended", () -> log.contains("it ends " + term));
    }
    awaitLog("it begins 3", "it ends 3", "it begins 7", "it ends 7");
  }

  @Test
  @DisplayName("begins at once when it is registered during a tenure")
  void registeredWhileLeading() {
    Tasks tasks = tasks(LONG);
    tasks.begin(term(3));
    tasks.add(patient("it"), false);
    Await.until("it runs", () -> log.contains("it begins 3"));
    tasks.close();
    awaitLog("it begins 3", "it ends 3");
  }

  @Test
  @DisplayName("runs in one term only when it is to run once")
  void once() {
    Tasks tasks = tasks(LONG);
    tasks.add(patient("once"), true);
    tasks.add(patient("always"), false);
    tasks.begin(term(1));
    Await.until("both run", () -> log.size() == 2);
    tasks.interrupt(1);
    Await.until("both have ended", () -> log.size() == 4);
    tasks.begin(term(2));
    Await.until("the other one runs again", () -> log.contains("always begins 2"));
    tasks.interrupt(2);
    Await.until("it has ended", () -> log.contains("always ends 2"));
    assertFalse(log.contains("once begins 2"));
  }

  @Test
  @DisplayName(
      "that returns or throws by itself is not run again in the same term, but in the next")
  void endsByItself() {
    Tasks tasks = tasks(LONG);
    tasks.add(leadership -> log.add("returns " + leadership.term()), false);
    tasks.add(
        leadership -> {
          log.add("throws " + leadership.term());
          throw new IllegalStateException("on purpose");
        },
        false);
    tasks.begin(term(1));
    Await.until("both have ended", () -> noneRuns() && log.size() == 2, () -> log);
    tasks.add(patient("later"), false);
    Await.until("another one begins", () -> log.contains("later begins 1"));
    assertEquals(3, log.size(), log::toString);
    tasks.interrupt(1);
    tasks.begin(term(2));
    Await.until("all run again", () -> log.containsAll(List.of("returns 2", "throws 2")));
    tasks.close();
  }

  @Test
  @DisplayName("never runs twice at a time: the run of an earlier term delays the next one")
  void oneBodyAtATime() {
    Tasks tasks = tasks(LONG);
    tasks.add(stubborn(), false);
    tasks.begin(term(1));
    awaitLog("begins 1");
    tasks.interrupt(1);
    tasks.begin(term(2));
    tasks.add(patient("other"), false);
    Await.until("another one runs in term 2", () -> log.contains("other begins 2"));
    assertFalse(log.contains("begins 2"));
    release.countDown();
    Await.until("it begins", () -> log.contains("begins 2"), () -> log);
    assertTrue(log.contains("ends 1, interrupted: true"));
    tasks.close();
  }

  @Test
  @DisplayName("is interrupted when somebody else takes it back, and does not run again")
  void takenBack() {
    Tasks tasks = tasks(LONG);
    Registration registration = tasks.add(patient("it"), false);
    tasks.begin(term(1));
    awaitLog("it begins 1");
    registration.close();
    registration.close();
    awaitLog("it begins 1", "it ends 1");
    tasks.interrupt(1);
    tasks.begin(term(2));
    tasks.add(leadership -> log.add("another runs"), false);
    awaitLog("it begins 1", "it ends 1", "another runs");
  }

  @Test
  @DisplayName("that takes itself back goes on until it returns")
  void takesItselfBack() {
    Tasks tasks = tasks(LONG);
    AtomicReference<Registration> self = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    self.set(
        tasks.add(
            leadership -> {
              known.await();
              self.get().close();
              log.add("interrupted: " + Thread.currentThread().isInterrupted());
            },
            false));
    known.countDown();
    tasks.begin(term(1));
    awaitLog("interrupted: false");
  }

  @Test
  @DisplayName("that is awaited is reported when the last run of its term has ended")
  void reportsEnd() {
    Tasks tasks = tasks(LONG);
    tasks.add(patient("it"), false);
    tasks.add(stubborn(), false);
    tasks.begin(term(4));
    Await.until("both run", () -> log.size() == 2);
    tasks.interrupt(4);
    tasks.reportEnd(4);
    Await.until("one has ended", () -> log.contains("it ends 4"));
    settle();
    assertEquals(List.of(), reports);
    release.countDown();
    awaitReports("term 4 ended");
  }

  @Test
  @DisplayName("that is awaited is reported at once when none runs")
  void reportsEndAtOnce() {
    Tasks tasks = tasks(LONG);
    tasks.reportEnd(1);
    awaitReports("term 1 ended");
  }

  @Test
  @DisplayName(
      "of an earlier term is awaited too when a later one ends: no lease is released beside it")
  void earlierTermIsAwaited() {
    Tasks tasks = tasks(LONG);
    tasks.add(stubborn(), false);
    tasks.begin(term(2));
    awaitLog("begins 2");
    tasks.interrupt(2);
    tasks.begin(term(3));
    tasks.add(patient("other"), false);
    Await.until("another one runs in term 3", () -> log.contains("other begins 3"));
    tasks.interrupt(3);
    tasks.reportEnd(3);
    Await.until("that one has ended", () -> log.contains("other ends 3"));
    settle();
    assertEquals(List.of(), reports);
    release.countDown();
    awaitReports("term 3 ended");
  }

  @Test
  @DisplayName("of an earlier term whose grace is over keeps a later lease from being released")
  void earlierTermOverran() {
    Tasks tasks = tasks(SHORT);
    tasks.add(stubborn(), false);
    tasks.begin(term(2));
    awaitLog("begins 2");
    tasks.interrupt(2);
    awaitReports("term 2 overran");
    tasks.begin(term(3));
    tasks.interrupt(3);
    tasks.reportEnd(3);
    awaitReports("term 2 overran", "term 3 has not ended");
    release.countDown();
  }

  /** Waits until everything that was handed over before has been done. */
  private void settle() {
    CountDownLatch done = new CountDownLatch(1);
    deliveries.submit(done::countDown);
    Await.until("the deliveries are made", () -> done.getCount() == 0);
  }

  @Test
  @DisplayName("that was taken back is awaited all the same: it may still act for its term")
  void takenBackIsAwaited() {
    Tasks tasks = tasks(LONG);
    Registration registration = tasks.add(stubborn(), false);
    tasks.begin(term(5));
    awaitLog("begins 5");
    registration.close();
    tasks.interrupt(5);
    tasks.reportEnd(5);
    settle();
    assertEquals(List.of(), reports);
    release.countDown();
    awaitReports("term 5 ended");
  }

  @Test
  @DisplayName("that goes on after its grace is reported, once, whether it is awaited or not")
  void overruns() {
    Tasks tasks = tasks(SHORT);
    tasks.add(stubborn(), false);
    tasks.begin(term(1));
    awaitLog("begins 1");
    tasks.interrupt(1);
    awaitReports("term 1 overran");
    release.countDown();
    awaitLog("begins 1", "ends 1, interrupted: true");
    assertEquals(1, reports.size(), reports::toString);
  }

  @Test
  @DisplayName(
      "that is awaited and goes on after its grace is awaited no longer, whoever asks first")
  void overrunsAwaited() {
    Tasks tasks = tasks(Duration.ofMillis(100));
    tasks.add(stubborn(), false);
    tasks.begin(term(1));
    awaitLog("begins 1");
    tasks.interrupt(1);
    tasks.reportEnd(1);
    awaitReports("term 1 overran", "term 1 has not ended");
    release.countDown();
    awaitLog("begins 1", "ends 1, interrupted: true");
    Await.until("its thread has ended", this::noneRuns);
    assertEquals(2, reports.size(), reports::toString);
  }

  @Test
  @DisplayName("whose end is asked for when its grace is over already is not awaited at all")
  void overranBefore() {
    Tasks tasks = tasks(Duration.ZERO);
    tasks.add(stubborn(), false);
    tasks.begin(term(1));
    awaitLog("begins 1");
    tasks.interrupt(1);
    awaitReports("term 1 overran");
    tasks.reportEnd(1);
    awaitReports("term 1 overran", "term 1 has not ended");
    release.countDown();
  }

  @Test
  @DisplayName("is interrupted at the end of the node, after which none begins")
  void close() {
    Tasks tasks = tasks(LONG);
    tasks.add(patient("it"), false);
    tasks.begin(term(1));
    awaitLog("it begins 1");
    tasks.close();
    awaitLog("it begins 1", "it ends 1");
    tasks.begin(term(2));
    tasks.add(patient("late"), false);
    settle();
    assertEquals(2, log.size(), log::toString);
    Await.until("none runs", this::noneRuns, threads::live);
  }

  @Test
  @DisplayName("is known by its thread")
  void knowsItsThread() {
    Tasks tasks = tasks(LONG);
    assertFalse(tasks.isCurrentThreadABody());
    tasks.add(leadership -> log.add("a body: " + tasks.isCurrentThreadABody()), false);
    tasks.begin(term(1));
    awaitLog("a body: true");
  }
}
