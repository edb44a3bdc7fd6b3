/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionSettings;
import io.github.election4j.spi.VoteStore;
import io.github.election4j.transport.inmemory.InMemoryNetwork;
import io.github.election4j.wire.VoteRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Clusters on disks that take long for each forced write. All times are {@code slow.disk.scale}
 * times as long as the defaults, so that a busy machine does not cost a leader its lease; {@code
 * -Dslow.disk.scale=1 -Dslow.disk.seconds=30} measures the defaults.
 */
@DisplayName("Three members whose disks are slow")
class SlowDisksTest {

  private static final int SCALE = Integer.getInteger("slow.disk.scale", 3);
  private static final int SECONDS = Integer.getInteger("slow.disk.seconds", 2);

  /** Saves nothing, and takes a while for it. */
  private record SlowStore(long writeMillis) implements VoteStore {

    @Override
    public Optional<VoteRecord> load() {
      return Optional.empty();
    }

    @Override
    public void save(VoteRecord record) {
      try {
        boolean unused = new CountDownLatch(1).await(writeMillis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException nobodyDoesThat) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {}
  }

  private static ElectionSettings settings(int scale) {
    ElectionSettings.Timing timing = ElectionSettings.DEFAULTS.timing();
    return ElectionSettings.DEFAULTS
        .withTiming(
            new ElectionSettings.Timing(
                timing.heartbeatInterval().multipliedBy(scale),
                timing.minElectionTimeout().multipliedBy(scale),
                timing.maxElectionTimeout().multipliedBy(scale),
                timing.rpcTimeout().multipliedBy(scale)))
        .withLease(
            new ElectionSettings.Lease(
                ElectionSettings.DEFAULTS.lease().promise().multipliedBy(scale),
                0.1,
                ElectionSettings.DEFAULTS.lease().activation()));
  }

  /** What they were told up to now; what their end brings is not looked at. */
  private static List<ElectionEvent> run(ElectionSettings settings, long writeMillis)
      throws Exception {
    List<Recorder> recorders = new ArrayList<>();
    List<Election> members = new ArrayList<>();
    try (InMemoryNetwork network = new InMemoryNetwork()) {
      try {
        for (String id : List.of("a", "b", "c")) {
          Recorder recorder = new Recorder();
          recorders.add(recorder);
          members.add(
              Election.builder(id)
                  .member("a", "a")
                  .member("b", "b")
                  .member("c", "c")
                  .settings(settings)
                  .transport(network.transport())
                  .voteStore((group, memberId) -> new SlowStore(writeMillis))
                  .listener(recorder)
                  .start());
        }
        Await.until(
            "a leader is active",
            () -> members.stream().anyMatch(Election::isLeader),
            recorders::toString);
        boolean unused = new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS);
        return recorders.stream().flatMap(recorder -> recorder.events().stream()).toList();
      } finally {
        members.forEach(Election::close);
      }
    }
  }

  private static <T extends ElectionEvent> List<T> all(Class<T> type, List<ElectionEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Several clusters at once: all that they do is wait. */
  private static Future<List<ElectionEvent>> begin(ElectionSettings settings, long writeMillis) {
    FutureTask<List<ElectionEvent>> cluster = new FutureTask<>(() -> run(settings, writeMillis));
    Thread unused = Thread.ofVirtual().start(cluster);
    return cluster;
  }

  private static void requireCalm(Future<List<ElectionEvent>> cluster) throws Exception {
    List<ElectionEvent> events = cluster.get();
    assertEquals(1, all(ElectionEvent.LeadershipGained.class, events).size(), events::toString);
    assertEquals(List.of(), all(ElectionEvent.LeadershipLost.class, events), events::toString);
  }

  @Test
  @DisplayName("have one leader and no loss with forced writes of 40, 75 and 100 ms")
  void oneLeaderAndNoLoss() throws Exception {
    List<Future<List<ElectionEvent>>> clusters =
        List.of(
            begin(settings(SCALE), 40L * SCALE),
            begin(settings(SCALE), 75L * SCALE),
            begin(settings(SCALE), 100L * SCALE));
    for (Future<List<ElectionEvent>> cluster : clusters) {
      requireCalm(cluster);
    }
  }

  @Test
  @DisplayName("are told which timing would do when the disk is too slow, and with it all is calm")
  void advice() throws Exception {
    long writeMillis = 200L * SCALE;
    Future<List<ElectionEvent>> advised =
        begin(TimingAdvice.forWrites(settings(SCALE), Duration.ofMillis(writeMillis)), writeMillis);
    List<ElectionEvent> hasty = run(settings(SCALE), writeMillis);

    List<ElectionEvent.Warning> warnings = all(ElectionEvent.Warning.class, hasty);
    assertTrue(
        warnings.stream().anyMatch(warning -> warning.message().contains("or use timing(")),
        hasty::toString);

    requireCalm(advised);
  }
}
