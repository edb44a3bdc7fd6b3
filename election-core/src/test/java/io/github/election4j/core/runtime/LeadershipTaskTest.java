/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.TaskOverrun;
import io.github.election4j.Leadership;
import io.github.election4j.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A member that is alone leads again in a later term each time it resigns. */
@DisplayName("A task that is registered with a member")
class LeadershipTaskTest {

  private static final Duration GRACE = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Recorder recorder = new Recorder();
  private final List<Long> terms = new CopyOnWriteArrayList<>();
  private Election election;

  @BeforeEach
  void start() {
    election =
        Election.builder("a")
            .member("a", "a")
            .transport(new HangingTransport())
            .volatileVotes()
            .taskGrace(GRACE)
            .listener(recorder)
            .start();
    Await.until("it leads", election::isLeader);
  }

  @AfterEach
  void end() {
    election.close();
  }

  private void noteAndWait(Leadership leadership) throws InterruptedException {
    terms.add(leadership.term());
    new CountDownLatch(1).await();
  }

  private void awaitTerms(int count) {
    Await.until("it ran in " + count + " terms", () -> terms.size() == count, () -> terms);
  }

  @Test
  @DisplayName("for each tenure runs in each, interrupted in between")
  void whileLeader() throws Exception {
    Registration unused = election.whileLeader(this::noteAndWait);
    awaitTerms(1);
    long second = election.resign(PATIENCE).term();
    awaitTerms(2);
    assertEquals(second, terms.get(1));
    assertTrue(terms.get(0) < second);
    assertEquals(List.of(), recorder.events(TaskOverrun.class));
  }

  @Test
  @DisplayName("for one tenure runs in the first and in no other")
  void once() throws Exception {
    List<Long> each = new CopyOnWriteArrayList<>();
    Registration unused = election.whileLeaderOnce(this::noteAndWait);
    Registration other = election.whileLeader(leadership -> each.add(leadership.term()));
    awaitTerms(1);
    long second = election.resign(PATIENCE).term();
    Await.until("the other one runs again", () -> each.contains(second), () -> each);
    other.close();
    assertEquals(1, terms.size());
  }

  @Test
  @DisplayName("that goes on after its grace is told of with how long, and nothing is released")
  void overrun() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Registration unused =
        election.whileLeader(
            leadership -> {
              terms.add(leadership.term());
              while (release.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
              }
            });
    awaitTerms(1);
    assertTrue(election.resign(PATIENCE).term() > terms.get(0));
    Await.until("it was told", () -> !recorder.events(TaskOverrun.class).isEmpty());
    release.countDown();
    // A run of an earlier term delays the next one, but not the leadership.
    awaitTerms(2);
    TaskOverrun overrun = recorder.events(TaskOverrun.class).get(0);
    assertEquals(terms.get(0), overrun.term());
    assertTrue(overrun.overrun().compareTo(GRACE) >= 0, overrun::toString);
    List<ElectionEvent> events = recorder.events();
    assertTrue(
        events.indexOf(recorder.events(LeadershipLost.class).get(0)) < events.indexOf(overrun));
  }

  @Test
  @DisplayName("that takes itself back goes on uninterrupted, and never runs again")
  void takesItselfBack() throws Exception {
    CompletableFuture<Registration> own = new CompletableFuture<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    own.complete(
        election.whileLeader(
            leadership -> {
              own.join().close();
              interrupted.set(Thread.interrupted());
              terms.add(leadership.term());
            }));
    awaitTerms(1);
    CompletableFuture<Long> next = new CompletableFuture<>();
    long second = election.resign(PATIENCE).term();
    Registration unused = election.whileLeader(leadership -> next.complete(leadership.term()));
    assertEquals(Optional.of(second), Optional.of(next.get()));
    assertFalse(interrupted.get());
    assertEquals(1, terms.size());
  }
}
