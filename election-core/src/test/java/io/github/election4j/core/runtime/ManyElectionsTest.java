/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionBuilder;
import io.github.election4j.Leader;
import io.github.election4j.NotLeaderException;
import io.github.election4j.transport.inmemory.InMemoryCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("However many elections are held,")
class ManyElectionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int WARM_UP = 150;
  private static final int ELECTIONS = 1_000;

  /**
   * A KiB for each election: one parked thread or unanswered call that each left behind would be
   * more.
   */
  private static final long TOLERATED_BYTES = 1_024L * ELECTIONS;

  @TempDir private Path directory;

  @Test
  @DisplayName("neither threads nor memory grow")
  void nothingGrows() throws Exception {
    try (InMemoryCluster cluster =
        InMemoryCluster.builder().members(3).each((id, builder) -> fast(builder)).start()) {
      long firstTerm = holdElections(cluster, WARM_UP);
      int threads = lastingThreads();
      long bytes = usedBytes();

      long lastTerm = holdElections(cluster, ELECTIONS);
      assertTrue(lastTerm - firstTerm >= ELECTIONS, lastTerm + " after " + firstTerm);
      long grown = usedBytes() - bytes;
      assertTrue(grown < TOLERATED_BYTES, "the heap has grown by " + grown + " bytes");
      Await.until(
          "there are no more threads than before: " + threads,
          () -> lastingNow().size() <= threads,
          this::liveThreads);
    }
  }

  @Test
  @DisplayName(
      "and whenever a member is closed, at any instant of its start or of an election, all its"
          + " threads end")
  void closedAtAnyInstant() throws Exception {
    Random random = new Random(20);
    CountDownLatch never = new CountDownLatch(1);
    for (int attempt = 0; attempt < 60; attempt++) {
      InMemoryCluster cluster =
          InMemoryCluster.builder()
              .members(1 + random.nextInt(3))
              .each((id, builder) -> fast(builder))
              .start();
      if (random.nextInt(4) == 0) {
        cluster.network().isolate("n1");
      }
      assertFalse(never.await(random.nextInt(120_000), TimeUnit.MICROSECONDS));
      cluster.close();
    }
    Await.until("all threads have ended", () -> liveThreads().isEmpty(), this::liveThreads);
  }

  private static void fast(ElectionBuilder builder) {
    builder
        .heartbeatInterval(Duration.ofMillis(5))
        .electionTimeout(Duration.ofMillis(20), Duration.ofMillis(40))
        .lease(Duration.ofMillis(20))
        .rpcTimeout(Duration.ofMillis(20));
  }

  /** Lets one leader after another resign, and returns the last one's term. */
  private static long holdElections(InMemoryCluster cluster, int elections) throws Exception {
    long term = 0;
    for (int election = 0; election < elections; election++) {
      Leader leader = cluster.awaitLeader(PATIENCE);
      try {
        term = cluster.member(leader.id()).resign(PATIENCE).term();
      } catch (NotLeaderException lostItMeanwhile) {
        term = leader.term();
      }
    }
    return term;
  }

  /** The threads between two heartbeats, which come and go: the fewest of several looks. */
  private int lastingThreads() {
    return IntStream.range(0, 3).map(look -> lastingNow().size()).min().orElseThrow();
  }

  /** Those that send while the JDK's scheduler is late come and go with the load, and are few. */
  private List<String> lastingNow() {
    return liveThreads().stream().filter(name -> !name.endsWith("-call")).toList();
  }

  private List<String> liveThreads() {
    try {
      return ThreadDump.libraryThreads(directory);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is in use after a collection: the least of several looks. */
  private static long usedBytes() {
    long fewest = Long.MAX_VALUE;
    for (int look = 0; look < 5; look++) {
      System.gc();
      fewest =
          Math.min(fewest, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return fewest;
  }
}
