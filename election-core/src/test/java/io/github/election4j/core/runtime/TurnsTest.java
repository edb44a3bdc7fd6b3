/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Steps take turns:")
class TurnsTest {

  /** What is to run elsewhere, run by the test when it likes. */
  private final Queue<Runnable> elsewhere = new ConcurrentLinkedQueue<>();

  private final Turns turns = new Turns(elsewhere::add);
  private final List<String> order = new ArrayList<>();

  private void runElsewhere() {
    for (Runnable next = elsewhere.poll(); next != null; next = elsewhere.poll()) {
      next.run();
    }
  }

  @Test
  @DisplayName("one that comes when none runs is done at once, by the thread that brings it")
  void here() {
    turns.take(() -> order.add("by " + Thread.currentThread().getName()));
    assertEquals(List.of("by " + Thread.currentThread().getName()), order);
    assertEquals(0, elsewhere.size());
  }

  @Test
  @DisplayName("one that comes from within another is done after it")
  void fromWithin() {
    turns.take(
        () -> {
          turns.take(() -> order.add("second"));
          turns.takeElsewhere(() -> order.add("third"));
          order.add("first");
        });
    assertEquals(List.of("first", "second", "third"), order);
    assertEquals(0, elsewhere.size());
  }

  @Test
  @DisplayName("one that cannot be handed on for want of memory is when there is some")
  void noMemory() {
    AtomicInteger missing = new AtomicInteger(2);
    Turns starved =
        new Turns(
            body -> {
              if (missing.getAndDecrement() > 0) {
                throw new OutOfMemoryError("for the test");
              }
              elsewhere.add(body);
            });
    starved.takeElsewhere(() -> order.add("first"));
    runElsewhere();
    starved.take(() -> order.add("second"));
    assertEquals(List.of("first", "second"), order);
  }

  @Test
  @DisplayName("one of the user's threads brings it, and another does it")
  void elsewhere() {
    turns.takeElsewhere(() -> order.add("first"));
    turns.take(() -> order.add("second"));
    assertEquals(List.of(), order);
    runElsewhere();
    assertEquals(List.of("first", "second"), order);
  }

  @Test
  @DisplayName("a virtual thread, which may be left without a carrier, never does one itself")
  void notOnVirtualThreads() throws Exception {
    Thread.startVirtualThread(
            () -> turns.take(() -> order.add("virtual: " + Thread.currentThread().isVirtual())))
        .join();
    assertEquals(List.of(), order);
    runElsewhere();
    assertEquals(List.of("virtual: false"), order);
  }

  @Test
  @DisplayName("whatever one throws, the next one is done")
  void survives() {
    turns.takeElsewhere(
        () -> {
          throw new StackOverflowError("on purpose");
        });
    turns.takeElsewhere(() -> order.add("next"));
    runElsewhere();
    turns.take(() -> order.add("last"));
    assertEquals(List.of("next", "last"), order);
  }

  @Test
  @DisplayName("never two at a time, none twice, and none is forgotten")
  void oneAtATime() throws Exception {
    int each = 20_000;
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    CountDownLatch begin = new CountDownLatch(1);
    Turns shared = new Turns(Runnable::run);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                any ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              awaitQuietly(begin);
                              for (int i = 0; i < each; i++) {
                                shared.take(
                                    () -> {
                                      together.accumulateAndGet(
                                          inside.incrementAndGet(), Math::max);
                                      done.incrementAndGet();
                                      inside.decrementAndGet();
                                    });
                              }
                            }))
            .toList();
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    Await.until("all are done", () -> done.get() == 4 * each, done::get);
    assertEquals(1, together.get());
    assertFalse(done.get() > 4 * each);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
