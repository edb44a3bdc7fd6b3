/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionException;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.Registration;
import io.github.election4j.Role;
import io.github.election4j.transport.inmemory.InMemoryCluster;
import io.github.election4j.transport.inmemory.LinkQuality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real threads do at random whatever a program may do, at any moment. What is done is drawn from
 * the seed; when, is up to the threads, so that a seed that fails here may pass the next time: run
 * it more than once.
 */
@DisplayName("Under stress, the runtime")
class RuntimeStressTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 10;
  private static final int DEEDS_A_ROUND = 5;
  private static final List<String> IDS = List.of("n1", "n2", "n3");

  private final EventOrder.Cluster order = new EventOrder.Cluster();
  private final ExclusiveTenure exclusive = new ExclusiveTenure();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Set<Election> watched = ConcurrentHashMap.newKeySet();
  private final List<Future<?>> underWay = new ArrayList<>();

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName(
      "keeps its events in order and one leader at a time, and elects when it is left alone")
  void survives(long seed) throws Exception {
    Random random = new Random(seed);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        InMemoryCluster cluster = start(seed, random)) {
      cluster.network().reportEvidence(seed % 2 == 0);
      for (int round = 0; round < ROUNDS; round++) {
        disturb(cluster, random, threads);
        letElect(cluster, random);
      }
      end.countDown();
      for (Future<?> deed : underWay) {
        deed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      assertRecovers(cluster);
    }
    awaitAllStopped();
    assertEquals(List.of(), List.copyOf(faults), "seed " + seed);
    assertEquals(List.of(), List.copyOf(order.violations), "seed " + seed);
    assertEquals(List.of(), List.copyOf(exclusive.violations), "seed " + seed);
    assertTrue(order.tenuresGained() > 2, "hardly anybody ever led: nothing was tested");
  }

  /** More of them in a long run: {@code -Delection4j.stress.seeds=500}. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("election4j.stress.seeds", 5));
  }

  private InMemoryCluster start(long seed, Random random) {
    InMemoryCluster[] started = new InMemoryCluster[1];
    started[0] =
        InMemoryCluster.builder()
            .members(IDS.size())
            .seed(seed)
            .each(
                (id, builder) -> {
                  long mischief = random.nextLong();
                  configure(builder);
                  builder
                      .listener(order.listener(id))
                      .listener(
                          new TroublesomeListener(mischief, () -> running(started[0], id), end));
                })
            .start();
    return started[0];
  }

  private static void configure(ElectionBuilder builder) {
    builder
        .heartbeatInterval(Duration.ofMillis(10))
        .electionTimeout(Duration.ofMillis(50), Duration.ofMillis(100))
        .lease(Duration.ofMillis(50))
        .rpcTimeout(Duration.ofMillis(40))
        .taskGrace(Duration.ofMillis(50))
        .closeTimeout(Duration.ofMillis(500));
  }

  /** Does several things at about the same time. */
  private void disturb(InMemoryCluster cluster, Random random, ExecutorService threads)
      throws InterruptedException {
    for (int deed = 0; deed < DEEDS_A_ROUND; deed++) {
      Deed next = Deed.drawn(random);
      underWay.add(threads.submit(() -> perform(next, cluster)));
      boolean unused = end.await(random.nextInt(20), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Mends most of what is broken and waits a while for a leader, so that there is something to
   * disturb.
   */
  private void letElect(InMemoryCluster cluster, Random random) throws InterruptedException {
    if (random.nextInt(4) > 0) {
      cluster.network().heal();
    }
    for (String id : IDS) {
      Optional<Election> member = running(cluster, id);
      if (member.isEmpty() || member.get().status().role() == Role.CLOSED) {
        perform(new Deed(2, id, id, 0), cluster);
      }
      running(cluster, id).ifPresent(present -> watch(id, present));
    }
    try {
      cluster.awaitLeader(Duration.ofMillis(400));
    } catch (TimeoutException allowed) {
      return;
    }
  }

  /** Compares the tenures of a member with those of all others, once for each of its runs. */
  private void watch(String id, Election member) {
    try {
      if (watched.add(member)) {
        Registration unused = member.whileLeader(exclusive.task(id));
      }
    } catch (IllegalStateException closedMeanwhile) {
      return;
    }
  }

  /** One thing that a program, or the world, does. */
  private record Deed(int kind, String id, String other, long pause) {

    static Deed drawn(Random random) {
      return new Deed(
          random.nextInt(18),
          IDS.get(random.nextInt(IDS.size())),
          IDS.get(random.nextInt(IDS.size())),
          random.nextInt(10));
    }
  }

  private Optional<Void> perform(Deed deed, InMemoryCluster cluster) {
    try {
      act(deed, cluster);
    } catch (ElectionException
        | IllegalStateException
        | TimeoutException
        | InterruptedException allowed) {
      return Optional.empty();
    } catch (Throwable fault) {
      faults.add(deed + ": " + fault);
    }
    return Optional.empty();
  }

  private void act(Deed deed, InMemoryCluster cluster) throws Exception {
    Duration brief = Duration.ofMillis(30);
    switch (deed.kind()) {
      case 0 -> cluster.stop(deed.id());
      case 1 -> cluster.crash(deed.id());
      case 2, 3, 4 -> cluster.restart(deed.id());
      case 5 -> cluster.network().isolate(deed.id());
      case 6 -> cluster.network().cutOneWay(deed.id(), deed.other());
      case 7, 8 -> cluster.network().heal();
      case 9 -> cluster.network().quality(deed.pause() < 5 ? LinkQuality.PERFECT : bad());
      case 10 -> asked(cluster, deed).resign(brief);
      case 11 -> asked(cluster, deed).transferTo(deed.other(), brief);
      case 12 -> asked(cluster, deed).reset();
      case 13 -> interruptedAfter(deed.pause(), () -> asked(cluster, deed).close());
      case 14 -> interruptedAfter(deed.pause(), () -> asked(cluster, deed).resign(brief));
      case 15, 16 -> demoteOrPromote(asked(cluster, deed), deed);
      default -> registerForAWhile(asked(cluster, deed), deed);
    }
  }

  /** Mostly the leader, since the others refuse most of what they can be asked. */
  private static Election asked(InMemoryCluster cluster, Deed deed) {
    return cluster.members().stream()
        .filter(member -> member.isLeader() && deed.pause() > 1)
        .findFirst()
        .orElseGet(() -> cluster.member(deed.id()));
  }

  /** Makes an observer of a voter, or the other way round. */
  private static void demoteOrPromote(Election member, Deed deed) throws Exception {
    List<Member> changed =
        member.status().members().stream()
            .map(
                present ->
                    present.id().equals(deed.other())
                        ? new Member(
                            present.id(), present.address(), present.priority(), !present.voter())
                        : present)
            .toList();
    List<Member> unused = member.updateMembers(changed, Duration.ofMillis(100));
  }

  private void registerForAWhile(Election member, Deed deed) throws InterruptedException {
    Registration task = member.whileLeader(exclusive.task(deed.id()));
    Registration listener = member.addListener((at, event) -> {});
    boolean unused = end.await(200, TimeUnit.MILLISECONDS);
    task.close();
    listener.close();
  }

  private static LinkQuality bad() {
    return LinkQuality.PERFECT
        .withDelay(Duration.ZERO, Duration.ofMillis(5))
        .withLoss(0.1)
        .withDuplication(0.2)
        .withReordering(0.1, Duration.ofMillis(20));
  }

  /** Something that may be interrupted at any moment. */
  private interface Interruptible {
    void run() throws Exception;
  }

  private static void interruptedAfter(long millis, Interruptible call) throws Exception {
    Thread caller = Thread.currentThread();
    Thread interrupter =
        Thread.ofVirtual()
            .start(
                () -> {
                  LockSupport.parkNanos(millis * 1_000_000);
                  caller.interrupt();
                });
    try {
      call.run();
    } finally {
      interrupter.join();
      Thread.interrupted();
    }
  }

  private static Optional<Election> running(InMemoryCluster cluster, String id) {
    try {
      return cluster == null ? Optional.empty() : Optional.of(cluster.member(id));
    } catch (IllegalStateException stopped) {
      return Optional.empty();
    }
  }

  private static void assertRecovers(InMemoryCluster cluster) throws Exception {
    cluster.network().heal();
    cluster.network().quality(LinkQuality.PERFECT);
    for (String id : IDS) {
      cluster.restart(id);
    }
    Leader leader = cluster.awaitLeader(PATIENCE);
    assertTrue(cluster.member(leader.id()).status().term() >= leader.term());
  }

  private void awaitAllStopped() {
    Await.until(
        "all members that were closed told so",
        () -> order.unfinished().isEmpty(),
        order::unfinished);
  }
}
