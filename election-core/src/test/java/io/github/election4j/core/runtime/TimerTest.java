/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.election4j.spi.ElectionPlan.UserThreads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The timer")
class TimerTest {

  private static final long MILLI = 1_000_000;

  private final NodeThreads threads = new NodeThreads("a", UserThreads.VIRTUAL);
  private final List<String> order = new CopyOnWriteArrayList<>();

  private void awaitEnd(Timer timer) {
    timer.close();
    timer.close();
    Await.until("its thread has ended", () -> threads.live().isEmpty(), threads::live);
  }

  @Test
  @DisplayName("wakes up once for the newest of the moments that were asked for")
  void newestMoment() {
    AtomicInteger wakeUps = new AtomicInteger();
    Timer timer = new Timer(threads, wakeUps::incrementAndGet);
    timer.arm(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
    timer.arm(System.nanoTime() + 2 * MILLI);
    Await.until("it has woken up", () -> wakeUps.get() > 0);
    timer.run(() -> order.add("after"));
    Await.until("it goes on", () -> !order.isEmpty());
    assertEquals(1, wakeUps.get());
    awaitEnd(timer);
    timer.arm(System.nanoTime());
    timer.run(wakeUps::incrementAndGet);
    assertEquals(1, wakeUps.get());
  }

  @Test
  @DisplayName("lets those who are waiting go first when a wake-up is late")
  void lateWakeUp() {
    Timer timer = new Timer(threads, () -> order.add("wake-up"));
    timer.run(
        () -> {
          // Two are ready when the timer's thread is free again: a late wake-up, then this.
          timer.arm(System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
          timer.run(() -> order.add("waiting"));
        });
    Await.until("both have happened", () -> order.size() == 2);
    assertEquals(List.of("waiting", "wake-up"), order);
    awaitEnd(timer);
  }

  @Test
  @DisplayName("runs what it is given in the order of the moments, and none before its own")
  void inOrder() {
    Timer timer = new Timer(threads, () -> {});
    long begin = System.nanoTime();
    IntStream.of(3, 1, 2)
        .forEach(
            turn ->
                timer.after(
                    turn * 20 * MILLI,
                    () -> {
                      boolean early = System.nanoTime() - begin < turn * 20 * MILLI;
                      order.add(turn + (early ? " too early" : ""));
                    }));
    Await.until("all have run", () -> order.size() == 3);
    assertEquals(List.of("1", "2", "3"), order);
    awaitEnd(timer);
  }

  @Test
  @DisplayName("goes on whatever an action throws, and runs on a platform thread")
  void survives() {
    Timer timer =
        new Timer(
            threads,
            () -> {
              order.add("wake-up");
              throw new StackOverflowError("on purpose");
            });
    timer.arm(System.nanoTime());
    Await.until("it has woken up", () -> order.size() == 1);
    timer.run(
        () -> {
          order.add("virtual: " + Thread.currentThread().isVirtual());
          throw new OutOfMemoryError("on purpose");
        });
    timer.run(() -> order.add("last"));
    Await.until("it goes on", () -> order.contains("last"));
    assertEquals(List.of("wake-up", "virtual: false", "last"), order);
    assertFalse(threads.live().isEmpty());
    awaitEnd(timer);
  }
}
