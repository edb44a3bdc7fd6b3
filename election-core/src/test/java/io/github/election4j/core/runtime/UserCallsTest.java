/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.transport.inmemory.InMemoryCluster;
import io.github.election4j.transport.inmemory.InMemoryNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A program")
class UserCallsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InMemoryNetwork network = new InMemoryNetwork();

  @AfterEach
  void closeNetwork() {
    network.close();
  }

  private ElectionBuilder only() {
    return Election.builder("only")
        .member("only", "only")
        .settings(LocalCluster.CALM)
        .transport(network.transport())
        .volatileVotes();
  }

  @Test
  @DisplayName("may start a member on an interrupted thread, which stays interrupted")
  void startsInterrupted(@TempDir Path folder) throws Exception {
    Thread.currentThread().interrupt();
    Election election =
        Election.builder("only")
            .member("only", "only")
            .settings(LocalCluster.CALM)
            .transport(network.transport())
            .stateDirectory(folder.resolve("state"))
            .start();
    boolean stayed = Thread.interrupted();
    try (election) {
      assertTrue(stayed);
      assertTrue(election.awaitLeader(PATIENCE).term() > 0);
    }
  }

  @Test
  @DisplayName("may wait for longer than there are nanoseconds, and for less than none")
  void extremeDurations() throws Exception {
    try (Election election = only().start()) {
      assertTrue(election.awaitLeader(Duration.ofSeconds(Long.MAX_VALUE)).term() > 0);
      assertTrue(election.awaitLeader(Duration.ofSeconds(Long.MIN_VALUE)).term() > 0);
    }
  }

  @Test
  @DisplayName("runs its tasks and listeners on virtual threads")
  void virtualThreads() throws Exception {
    assertTrue(bodiesAreVirtual(only(), true));
  }

  @Test
  @DisplayName("runs its tasks and listeners on platform threads if it wants to")
  void platformThreads() throws Exception {
    assertTrue(bodiesAreVirtual(only().platformThreads(), false));
  }

  private static boolean bodiesAreVirtual(ElectionBuilder builder, boolean expected)
      throws Exception {
    CountDownLatch task = new CountDownLatch(1);
    CountDownLatch listener = new CountDownLatch(1);
    AtomicBoolean asExpected = new AtomicBoolean(true);
    builder.listener(
        (at, event) -> {
          asExpected.compareAndSet(true, Thread.currentThread().isVirtual() == expected);
          listener.countDown();
        });
    try (Election election = builder.start()) {
      election.whileLeader(
          leadership -> {
            asExpected.compareAndSet(true, Thread.currentThread().isVirtual() == expected);
            task.countDown();
          });
      assertTrue(task.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertTrue(listener.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    return asExpected.get();
  }

  @Test
  @DisplayName("learns in a task that is interrupted whether it hands over or has lost")
  void handingOver() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean before = new AtomicBoolean();
    AtomicBoolean whileEnding = new AtomicBoolean();
    AtomicBoolean valid = new AtomicBoolean();
    try (InMemoryCluster cluster =
        InMemoryCluster.builder()
            .members(3)
            .each((id, builder) -> builder.settings(LocalCluster.CALM))
            .start()) {
      Election leader = cluster.member(cluster.awaitLeader(PATIENCE).id());
      leader.whileLeaderOnce(
          leadership -> {
            before.set(leadership.isHandingOver());
            begun.countDown();
            try {
              new CountDownLatch(1).await();
            } finally {
              whileEnding.set(leadership.isHandingOver());
              valid.set(leadership.isValid());
              ended.countDown();
            }
          });
      assertTrue(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      leader.close();
    }
    assertTrue(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertFalse(before.get());
    assertTrue(whileEnding.get());
    assertFalse(valid.get());
  }
}
