/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionEvent.EventsLeftOut;
import io.github.election4j.ElectionEvent.LeadershipGained;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.Stopped;
import io.github.election4j.ElectionEvent.Warning;
import io.github.election4j.Registration;
import io.github.election4j.spi.ElectionPlan.UserThreads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A listener")
class ListenersTest {

  private static final Stopped LAST = new Stopped(9, Optional.empty());

  private final NodeThreads threads = new NodeThreads("a", UserThreads.VIRTUAL);
  private final Recorder recorder = new Recorder();
  private final Listeners listeners = new Listeners(threads, List.of(recorder));

  @AfterEach
  void nothingIsLeft() {
    deliver(LAST);
    Await.until("all listeners have ended", () -> threads.live().isEmpty(), threads::live);
  }

  private void deliver(ElectionEvent event) {
    listeners.deliver(Instant.now(), event);
  }

  private static List<ElectionEvent> terms(int count) {
    List<ElectionEvent> events = new ArrayList<>();
    for (int term = 1; term <= count; term++) {
      events.add(new LeadershipGained(term));
      events.add(new LeadershipLost(term, "on purpose"));
    }
    return events;
  }

  private static void awaitEvents(Recorder recorder, List<ElectionEvent> expected) {
    Await.until("all events have come", () -> recorder.events().size() >= expected.size());
    assertEquals(expected, recorder.events());
  }

  @Test
  @DisplayName("is told every event in order, the last one included, and nothing after that")
  void inOrder() {
    List<ElectionEvent> events = terms(500);
    events.add(LAST);
    events.forEach(this::deliver);
    deliver(new LeadershipGained(10));
    Await.until("the listener has ended", () -> threads.live().isEmpty());
    assertEquals(events, recorder.events());
  }

  @Test
  @DisplayName("that throws is told the next event all the same")
  void throwing() {
    Recorder told = new Recorder();
    listeners.add(
        (at, event) -> {
          told.onEvent(at, event);
          switch ((int) event.term()) {
            case 1 -> throw new Exception("on purpose");
            case 2 -> throw new AssertionError("on purpose");
            case 3 -> throw new StackOverflowError("on purpose");
            default -> Thread.currentThread().interrupt();
          }
        });
    List<ElectionEvent> events = terms(5);
    events.forEach(this::deliver);
    awaitEvents(told, events);
    awaitEvents(recorder, events);
  }

  @Test
  @DisplayName("that blocks keeps only its own events waiting")
  void blocking() {
    CountDownLatch release = new CountDownLatch(1);
    Recorder told = new Recorder();
    listeners.add(
        (at, event) -> {
          release.await();
          told.onEvent(at, event);
        });
    List<ElectionEvent> events = terms(3);
    events.forEach(this::deliver);
    awaitEvents(recorder, events);
    assertEquals(List.of(), told.events());
    release.countDown();
    awaitEvents(told, events);
  }

  @Test
  @DisplayName("that is removed is told nothing more, not even what is queued already")
  void removed() {
    CountDownLatch release = new CountDownLatch(1);
    Recorder told = new Recorder();
    Registration registration =
        listeners.add(
            (at, event) -> {
              told.onEvent(at, event);
              release.await();
            });
    terms(2).forEach(this::deliver);
    Await.until("it works on the first event", () -> told.events().size() == 1);
    registration.close();
    registration.close();
    release.countDown();
    Await.until("only the other listener is left", () -> threads.live().size() == 1);
    assertEquals(1, told.events().size());
  }

  @Test
  @DisplayName("may remove itself from within")
  void removesItself() {
    AtomicReference<Registration> self = new AtomicReference<>();
    Recorder told = new Recorder();
    self.set(
        listeners.add(
            (at, event) -> {
              told.onEvent(at, event);
              self.get().close();
            }));
    terms(2).forEach(this::deliver);
    Await.until("only the other listener is left", () -> threads.live().size() == 1);
    assertEquals(1, told.events().size());
  }

  @Test
  @DisplayName("that is added after the last event is told nothing, and leaves no thread")
  void addedTooLate() {
    deliver(LAST);
    Recorder told = new Recorder();
    listeners.add(told).close();
    Await.until("no listener is left", () -> threads.live().isEmpty());
    assertEquals(List.of(), told.events());
  }

  @Test
  @DisplayName("that does not keep up is told how much it has missed, and every gain and loss")
  void bounded() {
    CountDownLatch release = new CountDownLatch(1);
    Recorder told = new Recorder();
    listeners.add(
        (at, event) -> {
          release.await();
          told.onEvent(at, event);
        });
    int many = 3 * ListenerQueue.MOST_EVENTS;
    List<ElectionEvent> kept = new ArrayList<>();
    for (int term = 1; term <= many; term++) {
      deliver(new Warning(term, "chatter"));
      if (term % 100 == 0) {
        kept.add(new LeadershipGained(term));
        kept.add(new LeadershipLost(term, "on purpose"));
        deliver(new LeadershipGained(term));
        deliver(new LeadershipLost(term, "on purpose"));
      }
    }
    deliver(new Warning(many, "the last but one"));
    deliver(LAST);
    release.countDown();
    Await.until("the last has come", () -> told.events().contains(LAST));
    assertEquals(
        kept,
        told.events().stream()
            .filter(e -> e instanceof LeadershipGained || e instanceof LeadershipLost)
            .toList());
    long missed = told.events(EventsLeftOut.class).stream().mapToLong(EventsLeftOut::count).sum();
    assertEquals(many + 1, missed + told.events(Warning.class).size());
    assertTrue(told.events(Warning.class).size() <= ListenerQueue.MOST_EVENTS + 1);
    assertEquals(LAST, told.events().getLast());
  }

  @Test
  @DisplayName("that has caught up learns what it has missed without another event")
  void caughtUp() {
    CountDownLatch release = new CountDownLatch(1);
    Recorder told = new Recorder();
    listeners.add(
        (at, event) -> {
          release.await();
          told.onEvent(at, event);
        });
    for (int term = 1; term <= 2 * ListenerQueue.MOST_EVENTS; term++) {
      deliver(new Warning(term, "chatter"));
    }
    release.countDown();
    Await.until("it is told", () -> !told.events(EventsLeftOut.class).isEmpty());
    assertTrue(told.events().getLast() instanceof EventsLeftOut, told::toString);
  }

  @Test
  @DisplayName("runs on a virtual thread of its own")
  void ownThread() {
    AtomicReference<Thread> seen = new AtomicReference<>();
    listeners.add((at, event) -> seen.set(Thread.currentThread()));
    deliver(new LeadershipGained(1));
    Await.until("it was told", () -> seen.get() != null);
    assertTrue(seen.get().isVirtual());
    assertFalse(seen.get().equals(Thread.currentThread()));
  }
}
