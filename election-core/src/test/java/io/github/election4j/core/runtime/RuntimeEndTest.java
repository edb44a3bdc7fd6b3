/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionEvent.LeadershipGained;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.Stopped;
import io.github.election4j.ElectionException;
import io.github.election4j.ElectionSettings;
import io.github.election4j.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** However and whenever a member ends, all of it ends. */
@DisplayName("A member ends")
class RuntimeEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final ElectionSettings.Timing QUICK =
      new ElectionSettings.Timing(
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          Duration.ofMillis(40),
          Duration.ofMillis(20));

  private static ElectionSettings quick(Duration taskGrace, Duration closeTimeout) {
    return ElectionSettings.DEFAULTS
        .withTiming(QUICK)
        .withLease(
            new ElectionSettings.Lease(
                Duration.ofMillis(20), 0.1, ElectionSettings.DEFAULTS.lease().activation()))
        .withHandOver(
            new ElectionSettings.HandOver(
                taskGrace, closeTimeout, false, ElectionSettings.AllowAdmin.LOOPBACK));
  }

  private static ElectionBuilder member(HangingTransport transport, String... ids) {
    ElectionBuilder builder =
        Election.builder(ids[0])
            .settings(quick(Duration.ofSeconds(5), Duration.ofSeconds(10)))
            .transport(transport)
            .volatileVotes();
    List.of(ids).forEach(id -> builder.member(id, id));
    return builder;
  }

  private static void assertNothingLeft(Election election) {
    Await.until(
        "all virtual threads have ended",
        () -> liveThreads(election).isEmpty(),
        () -> liveThreads(election));
    String prefix = "election-" + election.status().memberId() + "-";
    Await.until(
        "all platform threads have ended",
        () -> platformThreads(prefix).isEmpty(),
        () -> platformThreads(prefix));
  }

  private static List<String> liveThreads(Election election) {
    return ((ElectionNode) election).liveThreads();
  }

  private static List<String> platformThreads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  @Test
  @DisplayName("at any instant of an election, with every request hanging")
  void atAnyInstant() {
    HangingTransport transport = new HangingTransport();
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 60; i++) {
      Election election = member(transport, "any-" + i, "b", "c").start();
      LockSupport.parkNanos(random.nextLong(60_000_000));
      election.close();
      assertEquals(Role.CLOSED, election.status().role());
      assertNothingLeft(election);
    }
    assertEquals(0, transport.calls());
    assertEquals(0, transport.open());
  }

  @Test
  @DisplayName("in the middle of a campaign whose requests hang")
  void duringCampaign() {
    HangingTransport transport = new HangingTransport();
    Recorder recorder = new Recorder();
    Election election = member(transport, "campaign", "b", "c").listener(recorder).start();
    Await.until("its requests hang", () -> transport.calls() >= 2);
    election.close();
    assertNothingLeft(election);
    assertEquals(0, transport.calls());
    assertInstanceOf(Stopped.class, recorder.events().getLast());
  }

  @Test
  @DisplayName("when it is closed from a listener, which is told the rest afterwards")
  void closedFromListener() {
    AtomicReference<Optional<Election>> self = new AtomicReference<>(Optional.empty());
    Recorder recorder = new Recorder();
    Election election =
        member(new HangingTransport(), "from-listener")
            .listener(
                (at, event) -> {
                  if (event instanceof LeadershipGained) {
                    Await.until("the member is known", () -> self.get().isPresent());
                    self.get().orElseThrow().close();
                  }
                  recorder.onEvent(at, event);
                })
            .start();
    self.set(Optional.of(election));
    Await.until("it has stopped", () -> !recorder.events(Stopped.class).isEmpty());
    assertNothingLeft(election);
    assertEquals(1, recorder.events(LeadershipLost.class).size(), recorder::toString);
  }

  @Test
  @DisplayName("when it is closed from a task, which does not wait for itself")
  void closedFromTask() {
    CountDownLatch returned = new CountDownLatch(1);
    Election election = member(new HangingTransport(), "from-task").start();
    election.whileLeader(
        leadership -> {
          election.close();
          returned.countDown();
        });
    Await.until("close() has returned to the task", () -> returned.getCount() == 0);
    Await.until("it is closed", () -> election.status().role() == Role.CLOSED);
    assertNothingLeft(election);
  }

  @Test
  @DisplayName("when an interrupted thread closes it, and the interrupt is still there afterwards")
  void closedByInterruptedThread() {
    Election election = member(new HangingTransport(), "interrupted").start();
    Thread.currentThread().interrupt();
    election.close();
    assertTrue(Thread.interrupted());
    assertEquals(Role.CLOSED, election.status().role());
    assertNothingLeft(election);
  }

  @Test
  @DisplayName("once, however often and from however many threads it is closed")
  void closedByMany() throws Exception {
    Recorder recorder = new Recorder();
    Election election = member(new HangingTransport(), "many").listener(recorder).start();
    List<Thread> closing =
        List.of(1, 2, 3, 4).stream()
            .map(any -> Thread.startVirtualThread(election::close))
            .toList();
    for (Thread thread : closing) {
      thread.join();
    }
    election.close();
    assertNothingLeft(election);
    assertEquals(1, recorder.events(Stopped.class).size());
  }

  @Test
  @DisplayName("within the close timeout although a listener and a task ignore everything")
  void stubbornUserCode() {
    CountDownLatch release = new CountDownLatch(1);
    Recorder recorder = new Recorder();
    Election election =
        member(new HangingTransport(), "stubborn")
            .settings(quick(Duration.ofMillis(50), Duration.ofMillis(400)))
            .listener(recorder)
            .listener((at, event) -> awaitStubbornly(release))
            .start();
    election.whileLeader(leadership -> awaitStubbornly(release));
    Await.until("it leads", election::isLeader);
    election.close();
    assertEquals(Role.CLOSED, election.status().role());
    assertFalse(election.isLeader());
    Await.until("the other listener is told", () -> !recorder.events(Stopped.class).isEmpty());
    release.countDown();
    assertNothingLeft(election);
  }

  private static void awaitStubbornly(CountDownLatch release) {
    boolean interrupted = false;
    while (release.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("within the close timeout although its storage does not come back")
  void hangingStore() {
    TestStore store = new TestStore();
    Election election =
        Election.builder("hung")
            .settings(quick(Duration.ofMillis(50), Duration.ofMillis(300)))
            .member("hung", "hung")
            .transport(new HangingTransport())
            .voteStore(store)
            .start();
    Await.until("it leads", election::isLeader);
    store.hang();
    Thread resigning = Thread.startVirtualThread(() -> resignQuietly(election));
    Await.until("the next vote hangs", store::isHanging);
    election.close();
    assertEquals(Role.CLOSED, election.status().role());
    assertFalse(election.isLeader());
    store.fail();
    store.release();
    assertNothingLeft(election);
    Await.until("the caller is told", () -> !resigning.isAlive());
    // A write that ends after the end changes nothing any more.
    assertEquals(Role.CLOSED, election.status().role());
  }

  private static void resignQuietly(Election election) {
    assertThrows(Exception.class, () -> election.resign(PATIENCE));
  }

  @Test
  @DisplayName("by failing when its vote cannot be made durable, and the process goes on")
  void failingStore() {
    TestStore store = new TestStore();
    Recorder recorder = new Recorder();
    HangingTransport transport = new HangingTransport();
    Election election =
        Election.builder("failing")
            .settings(quick(Duration.ofSeconds(1), Duration.ofSeconds(5)))
            .member("failing", "failing")
            .transport(transport)
            .voteStore(store)
            .listener(recorder)
            .start();
    Await.until("it leads", election::isLeader);
    store.fail();
    // The next term cannot be saved.
    IllegalStateException told =
        assertThrows(IllegalStateException.class, () -> election.resign(PATIENCE));
    assertTrue(told.getMessage().contains("no space left on the device"), told.getMessage());
    assertEquals(Role.FAILED, election.status().role());
    assertTrue(election.status().failure().orElseThrow().contains("no space left on the device"));
    assertFalse(election.isLeader());
    assertEquals(Optional.empty(), election.leader());
    Await.until("the last event has come", () -> !recorder.events(Stopped.class).isEmpty());
    // More than one on a machine so busy that it misses its own heartbeats.
    assertEquals(
        recorder.events(LeadershipGained.class).size(),
        recorder.events(LeadershipLost.class).size(),
        recorder::toString);
    assertThrows(IllegalStateException.class, () -> election.awaitLeader(PATIENCE));
    election.close();
    assertEquals(Role.FAILED, election.status().role());
    assertTrue(store.isClosed());
    assertNothingLeft(election);
  }

  @Test
  @DisplayName("before it begins, with nothing left open, when its first record cannot be saved")
  void failingStoreAtStart() {
    TestStore store = new TestStore();
    store.fail();
    HangingTransport transport = new HangingTransport();
    ElectionBuilder builder =
        Election.builder("never").member("never", "never").transport(transport).voteStore(store);
    ElectionException refused = assertThrows(ElectionException.class, builder::start);
    assertTrue(refused.getMessage().contains("no space left"), refused.getMessage());
    assertTrue(store.isClosed());
    assertEquals(0, transport.open());
    Await.until(
        "all platform threads have ended", () -> platformThreads("election-never-").isEmpty());
  }

  @Test
  @DisplayName("and no interrupt of a caller ever reaches the thread that saves its votes")
  void interruptsDoNotReachTheStore() {
    TestStore store = new TestStore();
    try (Election election =
        Election.builder("calm")
            .settings(quick(Duration.ofSeconds(1), Duration.ofSeconds(5)))
            .member("calm", "calm")
            .transport(new HangingTransport())
            .voteStore(store)
            .start()) {
      for (int i = 0; i < 20; i++) {
        Await.until("it leads", election::isLeader);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> election.resign(PATIENCE));
        election.reset();
        assertFalse(Thread.interrupted() && store.sawInterrupt());
      }
      assertFalse(store.sawInterrupt());
      assertEquals(Optional.empty(), election.status().failure());
    }
  }

  @Test
  @DisplayName("and tells those who use it afterwards that it is closed")
  void afterClose() {
    Election election = member(new HangingTransport(), "after").start();
    election.close();
    assertFalse(election.isLeader());
    assertEquals(Optional.empty(), election.leader());
    assertEquals(Role.CLOSED, election.status().role());
    List<Executable> uses =
        List.of(
            () -> election.awaitLeader(PATIENCE),
            () -> election.resign(PATIENCE),
            () -> election.transferTo("b", PATIENCE),
            () -> election.updateMembers(List.of(), PATIENCE),
            () -> election.syncMembers(List::of, PATIENCE),
            () -> election.whileLeader(leadership -> {}),
            () -> election.whileLeaderOnce(leadership -> {}),
            () -> election.addListener((at, event) -> {}),
            election::reset);
    for (Executable use : uses) {
      IllegalStateException told = assertThrows(IllegalStateException.class, use);
      assertEquals("member 'after' is closed", told.getMessage());
    }
  }
}
