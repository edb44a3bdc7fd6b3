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
import static org.junit.jupiter.api.Assertions.fail;

import io.github.election4j.Election;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.transport.inmemory.InMemoryCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("An interrupt")
@Execution(ExecutionMode.CONCURRENT)
class InterruptTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private InMemoryCluster cluster;

  @BeforeEach
  void start() {
    cluster =
        InMemoryCluster.builder()
            .members(3)
            .each((id, builder) -> builder.settings(LocalCluster.CALM))
            .start();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  @DisplayName("ends awaitLeader, and the member goes on")
  void duringAwaitLeader() throws Exception {
    cluster.awaitLeader(PATIENCE);
    cluster.crash("n2");
    cluster.crash("n3");
    Election alone = cluster.member("n1");
    Await.until("no leader is known", () -> alone.leader().isEmpty());
    assertInterruptEnds(() -> alone.awaitLeader(FOR_EVER));

    cluster.restart("n2");
    assertTrue(alone.awaitLeader(PATIENCE).term() > 0);
  }

  @Test
  @DisplayName("ends resign while a task keeps it waiting; the member leads no more")
  void duringResign() throws Exception {
    Election leader = leader();
    CountDownLatch end = leadUntil(leader);
    assertInterruptEnds(() -> leader.resign(FOR_EVER), () -> !leader.isLeader());
    assertFalse(leader.isLeader());
    end.countDown();
    cluster.awaitLeader(PATIENCE);
  }

  @Test
  @DisplayName("ends transferTo while a task keeps it waiting")
  void duringTransfer() throws Exception {
    Election leader = leader();
    CountDownLatch end = leadUntil(leader);
    String self = leader.status().memberId();
    String other = self.equals("n1") ? "n2" : "n1";
    assertInterruptEnds(() -> leader.transferTo(other, FOR_EVER), () -> !leader.isLeader());
    end.countDown();
    cluster.awaitLeader(PATIENCE);
  }

  @Test
  @DisplayName("ends updateMembers while there is no quorum to confirm the change")
  void duringUpdateMembers() throws Exception {
    try (InMemoryCluster patient = patientCluster()) {
      Leader elected = patient.awaitLeader(PATIENCE);
      Election leader = patient.member(elected.id());
      List<Member> founders = leader.status().members();
      List<Member> more = new ArrayList<>(founders);
      more.add(Member.of("n4", "n4").asObserver());
      patient.network().isolate(elected.id());
      assertInterruptEnds(() -> leader.updateMembers(more, FOR_EVER));
    }
  }

  /**
   * A cluster whose leader leads on for a while when it is cut off, so that it can be asked
   * something that it cannot do.
   */
  private static InMemoryCluster patientCluster() {
    return InMemoryCluster.builder()
        .members(3)
        .each(
            (id, builder) ->
                builder
                    .electionTimeout(Duration.ofMillis(1500), Duration.ofMillis(2000))
                    .lease(Duration.ofMillis(1500)))
        .start();
  }

  @Test
  @DisplayName("that came before a blocking call ends it at once")
  void beforeTheCall() throws Exception {
    Election leader = leader();
    cluster.network().isolate("n1");
    cluster.network().isolate("n2");
    cluster.network().isolate("n3");
    Await.until(
        "no leader is known",
        () -> cluster.members().stream().allMatch(member -> member.leader().isEmpty()));
    Callable<Object> call =
        () -> {
          Thread.currentThread().interrupt();
          return leader.awaitLeader(FOR_EVER);
        };
    assertInstanceOf(InterruptedException.class, failureOf(call));
  }

  @Test
  @DisplayName("does not keep close from closing, and is still there afterwards")
  void duringClose() throws Exception {
    Election leader = leader();
    CountDownLatch end = leadUntil(leader);
    FutureTask<Boolean> closing =
        new FutureTask<>(
            () -> {
              Thread.currentThread().interrupt();
              leader.close();
              return Thread.currentThread().isInterrupted();
            });
    Thread.ofVirtual().start(closing);
    assertTrue(closing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertFalse(leader.isLeader());
    end.countDown();
    Await.until("the member is closed", () -> leader.status().role() == Role.CLOSED);
  }

  @Test
  @DisplayName("of the thread that starts a member neither stops the start nor gets lost")
  void duringStart() throws Exception {
    cluster.stop("n1");
    FutureTask<Boolean> starting =
        new FutureTask<>(
            () -> {
              Thread.currentThread().interrupt();
              cluster.restart("n1");
              return Thread.currentThread().isInterrupted();
            });
    Thread.ofVirtual().start(starting);
    assertTrue(starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(3, cluster.members().size());
    cluster.awaitLeader(PATIENCE);
  }

  private Election leader() throws Exception {
    Leader leader = cluster.awaitLeader(PATIENCE);
    return cluster.member(leader.id());
  }

  /** Runs a task that does not heed its interrupt, so that nothing can be handed over. */
  private static CountDownLatch leadUntil(Election leader) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    leader.whileLeaderOnce(
        leadership -> {
          begun.countDown();
          while (end.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
          }
        });
    assertTrue(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the task did not begin");
    return end;
  }

  private static void assertInterruptEnds(Callable<Object> call) throws Exception {
    assertInterruptEnds(call, () -> true);
  }

  /**
   * A call that waits has not begun its work yet if it is the lock of the machine that it wants.
   */
  private static void assertInterruptEnds(Callable<Object> call, BooleanSupplier begun)
      throws Exception {
    FutureTask<Object> running = new FutureTask<>(call);
    Thread caller = Thread.ofVirtual().start(running);
    Await.until(
        "the call waits", () -> (begun.getAsBoolean() && waits(caller)) || running.isDone());
    if (running.isDone()) {
      fail("the call did not wait; it returned " + running.get());
    }
    caller.interrupt();
    ExecutionException ended =
        assertThrows(
            ExecutionException.class, () -> running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertInstanceOf(InterruptedException.class, ended.getCause());
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static Throwable failureOf(Callable<Object> call) {
    FutureTask<Object> running = new FutureTask<>(call);
    Thread.ofVirtual().start(running);
    return assertThrows(
            ExecutionException.class, () -> running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .getCause();
  }
}
