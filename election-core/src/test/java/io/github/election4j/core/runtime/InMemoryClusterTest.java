/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ConfigurationException;
import io.github.election4j.Election;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.transport.inmemory.InMemoryCluster;
import io.github.election4j.transport.inmemory.LinkQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cluster in memory, as a user's own test starts it,")
class InMemoryClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  @DisplayName("elects another member when the leader is cut off: the example of the documentation")
  void anotherMemberTakesOverWhenTheLeaderIsCutOff() throws Exception {
    try (InMemoryCluster cluster = InMemoryCluster.of(3)) {
      Leader first = cluster.awaitLeader(Duration.ofSeconds(10));

      cluster.network().isolate(first.id());
      Leader second = cluster.awaitLeaderOtherThan(first.id(), Duration.ofSeconds(10));

      assertTrue(second.term() > first.term());
      assertFalse(cluster.member(first.id()).isLeader());
    }
  }

  @Test
  @DisplayName("is shown by the README and by the documentation as it is tested above")
  void exampleIsTheOneThatIsShown() throws IOException {
    String test =
        plain(Path.of("src/test/java/io/github/election4j/core/runtime/InMemoryClusterTest.java"));
    int begin = test.indexOf("void anotherMemberTakesOver");
    String example = test.substring(begin, test.indexOf(" @Test", begin));
    assertTrue(plain(Path.of("../README.md")).contains(example), example);
    Path source =
        Path.of(
            "../transport-inmemory/src/main/java/io/github/election4j/transport/inmemory/InMemoryCluster.java");
    assertTrue(plain(source).contains(example), example);
  }

  /** A file without line breaks, indents and the stars of a comment. */
  private static String plain(Path file) throws IOException {
    return Files.readString(file).replaceAll("(?m)^ \\*", "").replaceAll("\\s+", " ");
  }

  @Test
  @DisplayName("has one active leader, whom the members name")
  void oneLeader() throws Exception {
    try (InMemoryCluster cluster = calm(5)) {
      Leader leader = cluster.awaitLeader(PATIENCE);
      assertTrue(cluster.member(leader.id()).isLeader());
      assertEquals(5, cluster.members().size());
    }
  }

  @Test
  @DisplayName("of a single member elects it")
  void singleMember() throws Exception {
    try (InMemoryCluster cluster = calm(1)) {
      assertEquals("n1", cluster.awaitLeader(PATIENCE).id());
    }
  }

  @Test
  @DisplayName("elects another member when the leader is stopped, or killed")
  void stopAndCrash() throws Exception {
    try (InMemoryCluster cluster = calm(5)) {
      Leader first = cluster.awaitLeader(PATIENCE);
      cluster.stop(first.id());
      Leader second = cluster.awaitLeaderOtherThan(first.id(), PATIENCE);
      cluster.crash(second.id());
      Leader third = cluster.awaitLeaderOtherThan(second.id(), PATIENCE);
      assertTrue(first.term() < second.term() && second.term() < third.term());
      assertEquals(3, cluster.members().size());
    }
  }

  @Test
  @DisplayName("forgets no term when all members are restarted")
  void restartKeepsTheVoteRecord() throws Exception {
    try (InMemoryCluster cluster = calm(3)) {
      Leader before = cluster.awaitLeader(PATIENCE);
      Election stopped = cluster.member("n1");
      for (String id : List.of("n1", "n2", "n3")) {
        cluster.stop(id);
      }
      for (String id : List.of("n1", "n2", "n3")) {
        cluster.restart(id);
      }
      assertTrue(cluster.awaitLeader(PATIENCE).term() > before.term());
      assertNotSame(stopped, cluster.member("n1"));
      assertEquals(Role.CLOSED, stopped.status().role());
    }
  }

  @Test
  @DisplayName("says how each member sees the cluster when there is no leader in time")
  void noMajority() throws Exception {
    try (InMemoryCluster cluster = InMemoryCluster.builder().members(3).seed(77).start()) {
      cluster.crash("n2");
      cluster.crash("n3");
      TimeoutException none =
          assertThrows(TimeoutException.class, () -> cluster.awaitLeader(Duration.ofMillis(100)));
      assertTrue(none.getMessage().contains("n1 is "), none.getMessage());
      assertTrue(none.getMessage().contains("seed=77"), none.getMessage());
    }
  }

  @Test
  @DisplayName("names the members that run when one is asked for that does not")
  void unknownMember() {
    try (InMemoryCluster cluster = calm(2)) {
      cluster.stop("n1");
      IllegalStateException unknown =
          assertThrows(IllegalStateException.class, () -> cluster.member("n1"));
      assertEquals("member 'n1' does not run; those that do: [n2]", unknown.getMessage());
      cluster.stop("n1");
    }
  }

  @Test
  @DisplayName("lets the test configure each member: settings, listeners, priorities")
  void eachMemberIsConfigured() throws Exception {
    Map<String, BlockingQueue<ElectionEvent>> events = new ConcurrentHashMap<>();
    try (InMemoryCluster cluster =
        InMemoryCluster.builder()
            .member("a")
            .member(Member.of("b", "b").withPriority(0))
            .member(Member.of("c", "c").withPriority(0))
            .each(
                (id, builder) -> {
                  BlockingQueue<ElectionEvent> own =
                      events.computeIfAbsent(id, key -> new LinkedBlockingQueue<>());
                  builder.group("configured").listener((at, event) -> own.add(event));
                })
            .start()) {
      assertEquals("a", cluster.awaitLeader(PATIENCE).id());
      assertEquals("configured", cluster.member("b").status().group());
      for (String id : List.of("a", "b", "c")) {
        ElectionEvent first = events.get(id).poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(new ElectionEvent.Started(0, Role.FOLLOWER), first);
      }
    }
  }

  @Test
  @DisplayName("leaves nothing behind when a member cannot start, and can be described again")
  void startFails() throws Exception {
    InMemoryCluster.Builder broken =
        InMemoryCluster.builder()
            .members(3)
            .each(
                (id, builder) -> {
                  if (id.equals("n3")) {
                    builder.rpcTimeout(Duration.ZERO);
                  }
                });
    assertThrows(ConfigurationException.class, broken::start);
    assertThrows(ConfigurationException.class, broken::start);
  }

  @Test
  @DisplayName("refuses a member whose address is not its id")
  void addressIsTheId() {
    assertThrows(
        IllegalArgumentException.class,
        () -> InMemoryCluster.builder().member(Member.of("a", "elsewhere")));
  }

  @Test
  @DisplayName("elects over a network that loses, delays, duplicates and reorders")
  void badNetwork() throws Exception {
    try (InMemoryCluster cluster = InMemoryCluster.builder().members(3).seed(4).start()) {
      LinkQuality bad =
          LinkQuality.PERFECT
              .withDelay(Duration.ofMillis(1), Duration.ofMillis(4))
              .withLoss(0.1)
              .withDuplication(0.2)
              .withReordering(0.1, Duration.ofMillis(20));
      cluster.network().quality(bad);
      Leader first = cluster.awaitLeader(PATIENCE);
      cluster.crash(first.id());
      assertNotEquals(first.id(), cluster.awaitLeaderOtherThan(first.id(), PATIENCE).id());
    }
  }

  @Test
  @DisplayName("takes in a member that joins")
  void join() throws Exception {
    try (InMemoryCluster cluster = calm(3)) {
      Leader leader = cluster.awaitLeader(PATIENCE);
      Election joined = cluster.join("n4");
      List<Member> members =
          cluster
              .member(leader.id())
              .updateMembers(
                  List.of(
                      Member.of("n1", "n1"),
                      Member.of("n2", "n2"),
                      Member.of("n3", "n3"),
                      Member.of("n4", "n4")),
                  PATIENCE);
      assertEquals(4, members.size());
      assertEquals(leader.id(), joined.awaitLeader(PATIENCE).id());
    }
  }

  @Test
  @DisplayName("ends all members with close, which may be called twice")
  void close() throws Exception {
    InMemoryCluster cluster = calm(3);
    cluster.awaitLeader(PATIENCE);
    Collection<Election> members = cluster.members();
    cluster.close();
    cluster.close();
    for (Election member : members) {
      assertEquals(Role.CLOSED, member.status().role());
    }
    assertEquals(List.of(), List.copyOf(cluster.members()));
  }

  /** A cluster whose leader is not disturbed when this machine is busy. */
  private static InMemoryCluster calm(int size) {
    return InMemoryCluster.builder()
        .members(size)
        .each((id, builder) -> builder.settings(LocalCluster.CALM))
        .start();
  }
}
