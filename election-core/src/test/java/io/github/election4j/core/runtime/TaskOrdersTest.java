/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.election4j.Election;
import io.github.election4j.ElectionException;
import io.github.election4j.Leader;
import io.github.election4j.NotLeaderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task that hands over from within")
class TaskOrdersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LocalCluster cluster = LocalCluster.started("a", "b", "c");

  @AfterEach
  void end() {
    cluster.close();
  }

  /**
   * What a call in a task of the leader returned, or threw, and whether it interrupted the task.
   */
  private String inTask(Election leader, Callable<Leader> call) throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    leader.whileLeaderOnce(
        leadership -> {
          String result;
          try {
            result = "returned " + call.call().id();
          } catch (InterruptedException | RuntimeException thrown) {
            result = "threw " + thrown;
          }
          try {
            new CountDownLatch(1).await();
          } finally {
            seen.complete(result + ", valid: " + leadership.isValid());
          }
        });
    Await.until("the task has ended", seen::isDone, cluster::describe);
    return seen.get();
  }

  @Test
  @DisplayName("returns from resign, is interrupted, and another member leads")
  void resigns() throws Exception {
    Leader before = cluster.awaitAgreement();
    Election leader = cluster.member(before.id());
    String result = inTask(leader, () -> leader.resign(PATIENCE));
    assertEquals("returned %s, valid: false".formatted(before.id()), result);
    Await.until(
        "another one leads",
        () -> cluster.active().filter(id -> !id.equals(before.id())).isPresent(),
        cluster::describe);
  }

  @Test
  @DisplayName("returns from transferTo, is interrupted, and the one that it named leads")
  void transfers() throws Exception {
    Leader before = cluster.awaitAgreement();
    Election leader = cluster.member(before.id());
    String successor = cluster.others(before.id()).getFirst();
    String result = inTask(leader, () -> transfer(leader, successor));
    assertEquals("returned %s, valid: false".formatted(before.id()), result);
    Await.until(
        "the one that it named leads",
        () -> cluster.active().equals(Optional.of(successor)),
        cluster::describe);
  }

  /** A leader that is new may not have heard of the other one yet. */
  private static Leader transfer(Election leader, String successor) throws Exception {
    Deadline deadline = Deadline.in(PATIENCE);
    while (true) {
      try {
        return leader.transferTo(successor, PATIENCE);
      } catch (ElectionException notInContact) {
        if (deadline.remainingNanos() < 0) {
          throw notInContact;
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  @Test
  @DisplayName("that cannot, is told why, and its member goes on leading")
  void refused() throws Exception {
    Leader before = cluster.awaitAgreement();
    Election leader = cluster.member(before.id());
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    leader.whileLeaderOnce(
        leadership -> {
          try {
            leader.transferTo("nobody", PATIENCE);
          } catch (ElectionException expected) {
            seen.complete(leadership.isValid());
          }
        });
    Await.until("it is told", seen::isDone, cluster::describe);
    assertEquals(true, seen.get());
  }

  @Test
  @DisplayName("is told at once when its member does not lead any more")
  void notLeading() throws Exception {
    Leader before = cluster.awaitAgreement();
    Election leader = cluster.member(before.id());
    CompletableFuture<Exception> seen = new CompletableFuture<>();
    CountDownLatch lost = new CountDownLatch(1);
    leader.whileLeaderOnce(
        leadership -> {
          boolean interrupted = false;
          while (lost.getCount() > 0) {
            try {
              lost.await();
            } catch (InterruptedException later) {
              interrupted = true;
            }
          }
          try {
            leader.resign(PATIENCE);
          } catch (NotLeaderException expected) {
            seen.complete(expected);
          }
          assertFalse(leadership.isValid() || !interrupted);
        });
    cluster.network.isolate(before.id());
    Await.until("it leads no more", () -> leader.status().leader().isEmpty(), cluster::describe);
    lost.countDown();
    Await.until("it is told", seen::isDone, cluster::describe);
    assertEquals(List.of(NotLeaderException.class), List.of(seen.get().getClass()));
  }
}
