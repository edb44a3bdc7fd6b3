/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With the clocks of the machine")
class RuntimeClocksTest {

  private static final long MILLI = 1_000_000;

  /** Clocks that stand still until they are moved. */
  private static final class HandClocks implements Clocks {

    private long nanos;
    private long wallMillis = 1_700_000_000_000L;
    private long nanosPerReading;

    void pass(long millis) {
      nanos += millis * MILLI;
      wallMillis += millis;
    }

    @Override
    public long nanoTime() {
      nanos += nanosPerReading;
      return nanos;
    }

    @Override
    public long wallMillis() {
      return wallMillis;
    }
  }

  private final HandClocks clocks = new HandClocks();
  private final SuspensionWatch watch = new SuspensionWatch(clocks, 60 * MILLI);

  @Test
  @DisplayName("no suspension is seen while both advance together, however far")
  void steady() {
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.pass(3_600_000);
    assertEquals(OptionalLong.empty(), watch.jump());
  }

  @Test
  @DisplayName("a suspension is seen when the wall clock has run ahead, and only once")
  void suspended() {
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.pass(10);
    clocks.wallMillis += 61;
    assertEquals(OptionalLong.of(61 * MILLI), watch.jump());
    assertEquals(OptionalLong.empty(), watch.jump());
  }

  @Test
  @DisplayName("small corrections do not add up to a suspension")
  void slewed() {
    assertEquals(OptionalLong.empty(), watch.jump());
    for (int i = 0; i < 100; i++) {
      clocks.pass(50);
      clocks.wallMillis += 5;
      assertEquals(OptionalLong.empty(), watch.jump());
    }
  }

  @Test
  @DisplayName("a wall clock that is set back is no suspension")
  void setBack() {
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.wallMillis -= 3_600_000;
    assertEquals(OptionalLong.empty(), watch.jump());
  }

  @Test
  @DisplayName("a thread that is preempted between two readings is no suspension, now or later")
  void preempted() {
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.nanosPerReading = 200 * MILLI;
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.nanosPerReading = 0;
    clocks.wallMillis += 400;
    assertEquals(OptionalLong.empty(), watch.jump());
  }

  private static void next(WakeUps timer, Runnable action) {
    Future<?> unused = timer.after(0, action);
  }

  @Test
  @DisplayName("the timer wakes up once for the newest of the moments that were asked for")
  void newestMoment() throws Exception {
    AtomicInteger wakeUps = new AtomicInteger();
    CountDownLatch last = new CountDownLatch(1);
    WakeUps timer = new WakeUps("a", Clocks.SYSTEM, wakeUps::incrementAndGet);
    timer.arm(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
    timer.arm(System.nanoTime() + 2 * MILLI);
    Await.until("it has woken up", () -> wakeUps.get() > 0);
    next(timer, last::countDown);
    assertTrue(last.await(Await.BOUND.toSeconds(), TimeUnit.SECONDS));
    assertEquals(1, wakeUps.get());
    timer.close();
    timer.close();
    timer.arm(System.nanoTime());
    next(timer, wakeUps::incrementAndGet);
    Await.until(
        "its thread has ended",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("election-a-timer")));
    assertEquals(1, wakeUps.get());
  }

  @Test
  @DisplayName("a wake-up that is late lets those who are waiting go first")
  void lateWakeUp() {
    List<String> order = new CopyOnWriteArrayList<>();
    WakeUps timer = new WakeUps("late", Clocks.SYSTEM, () -> order.add("wake-up"));
    next(
        timer,
        () -> {
          // Two wake-ups are ready when the timer's thread is free again: a late one, then this.
          timer.arm(System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
          next(timer, () -> order.add("waiting"));
        });
    Await.until("both have happened", () -> order.size() == 2);
    assertEquals(List.of("waiting", "wake-up"), order);
    timer.close();
  }
}
