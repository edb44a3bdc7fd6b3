/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.RoleChanged;
import io.github.election4j.ElectionException;
import io.github.election4j.Leader;
import io.github.election4j.NotLeaderException;
import io.github.election4j.Role;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whole members with real threads, over a network that breaks on demand: the scenarios that a
 * comparable Go library tests.
 */
@DisplayName("Members over a network")
@Execution(ExecutionMode.CONCURRENT)
class RuntimeScenariosTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Time enough for two elections in a row, if anybody held one. */
  private static final Duration A_WHILE =
      LocalCluster.CALM.timing().maxElectionTimeout().multipliedBy(2);

  @Test
  @DisplayName("A single member leads at once, and goes on when its first lease is long over")
  void singleMemberStays() throws Exception {
    try (LocalCluster cluster = LocalCluster.started("a")) {
      Leader first = cluster.awaitAgreement();
      Await.holdsFor(
          LocalCluster.CALM.lease().promise().multipliedBy(2),
          "a leads",
          () -> cluster.member("a").isLeader(),
          cluster::describe);
      assertEquals(first, cluster.member("a").leader().orElseThrow());
      assertEquals(List.of(), cluster.recorder("a").events(LeadershipLost.class));
    }
  }

  @Test
  @DisplayName("Of five members three elect, and the two that come late follow without an election")
  void lateJoinersFollow() {
    try (LocalCluster cluster = new LocalCluster(LocalCluster.CALM, "a", "b", "c", "d", "e")) {
      List.of("a", "b", "c").forEach(cluster::start);
      Leader leader = cluster.awaitAgreement();
      List.of("d", "e").forEach(cluster::start);
      assertEquals(leader, cluster.awaitAgreement());
    }
  }

  @Test
  @DisplayName(
      "A leader that is cut off loses its leadership, and follows the next one when it is back")
  void leaderCutOff() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader old = cluster.awaitAgreement();
      String[] others = cluster.others(old.id()).toArray(String[]::new);
      cluster.network.isolate(old.id());
      Leader next = cluster.awaitAgreement(others);
      assertTrue(next.term() > old.term());
      assertFalse(cluster.member(old.id()).isLeader());
      Await.until(
          "the old leader has been told of its loss",
          () -> !cluster.recorder(old.id()).events(LeadershipLost.class).isEmpty());
      cluster.network.heal();
      assertEquals(next, cluster.awaitAgreement());
    }
  }

  @Test
  @DisplayName("A follower that was cut off returns without forcing an election")
  void followerCutOffReturns() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader leader = cluster.awaitAgreement();
      String follower = cluster.others(leader.id()).get(0);
      cluster.network.isolate(follower);
      Await.until("the follower seeks an election", () -> campaigns(cluster, follower) > 0);
      cluster.network.heal();
      assertEquals(leader, cluster.awaitAgreement());
      assertEquals(List.of(), cluster.recorder(leader.id()).events(LeadershipLost.class));
    }
  }

  /**
   * {@code outer - inner - leader - inner - outer}, and the two inner ones reach each other: each
   * outer member sees one inner member only, and cannot know that the leader lives.
   */
  @Test
  @DisplayName("With two outer members that reach one inner member each, the leader stays")
  void omissionFaults() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c", "d", "e")) {
      Leader leader = cluster.awaitAgreement();
      List<String> others = cluster.others(leader.id());
      for (String outer : others.subList(2, 4)) {
        String reachable = others.get(others.indexOf(outer) - 2);
        cluster.members().stream()
            .map(member -> member.status().memberId())
            .filter(id -> !id.equals(outer) && !id.equals(reachable))
            .forEach(id -> cluster.network.cut(outer, id));
      }
      Await.until(
          "both outer members seek an election",
          () ->
              others.subList(2, 4).stream()
                  .allMatch(outer -> cluster.member(outer).status().role() == Role.PRE_CANDIDATE),
          cluster::describe);
      Await.holdsFor(
          A_WHILE,
          "the leader leads",
          () -> cluster.member(leader.id()).isLeader(),
          cluster::describe);
      assertEquals(List.of(), cluster.recorder(leader.id()).events(LeadershipLost.class));
      cluster.network.heal();
      assertEquals(leader, cluster.awaitAgreement());
    }
  }

  @Test
  @DisplayName("A leader that reaches one member only steps down, and the rest elect another")
  void nearlyIsolatedLeader() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c", "d", "e")) {
      Leader old = cluster.awaitAgreement();
      List<String> others = cluster.others(old.id());
      others.subList(1, 4).forEach(unreachable -> cluster.network.cut(old.id(), unreachable));
      Leader next = cluster.awaitAgreement(others.toArray(String[]::new));
      assertTrue(next.term() > old.term());
      assertFalse(cluster.member(old.id()).isLeader());
    }
  }

  @Test
  @DisplayName(
      "With a minimum quorum of all, two of three elect nobody, and a leader needs all three")
  void minimumQuorum() {
    try (LocalCluster cluster =
        new LocalCluster(LocalCluster.CALM.withMinimumQuorum(3), "a", "b", "c")) {
      cluster.start("a");
      cluster.start("b");
      Await.until(
          "one seeks an election", () -> campaigns(cluster, "a") + campaigns(cluster, "b") > 0);
      Await.holdsFor(
          A_WHILE,
          "nobody is elected",
          () -> cluster.members().stream().allMatch(member -> member.leader().isEmpty()),
          cluster::describe);
      cluster.start("c");
      Leader leader = cluster.awaitAgreement();
      cluster.network.isolate(cluster.others(leader.id()).get(0));
      Await.until("nobody leads", () -> cluster.active().isEmpty(), cluster::describe);
      Await.until(
          "the leader knows that it does not lead",
          () -> cluster.member(leader.id()).status().role() != Role.LEADER);
    }
  }

  @Test
  @DisplayName("Resigning on a follower is refused with the name of the leader")
  void resignOnFollower() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader leader = cluster.awaitAgreement();
      Election follower = cluster.member(cluster.others(leader.id()).get(0));
      NotLeaderException refused =
          assertThrows(NotLeaderException.class, () -> follower.resign(PATIENCE));
      assertEquals(leader, refused.leader().orElseThrow());
      assertTrue(
          refused.getMessage().contains("'%s'".formatted(leader.id())), refused.getMessage());
    }
  }

  @Test
  @DisplayName("Resigning on the leader moves the leadership")
  void resignOnLeader() throws Exception {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader old = cluster.awaitAgreement();
      Leader next = cluster.member(old.id()).resign(PATIENCE);
      assertNotEquals(old.id(), next.id());
      assertTrue(next.term() > old.term());
      Await.until("the next leader is active", () -> cluster.member(next.id()).isLeader());
      assertFalse(cluster.member(old.id()).isLeader());
    }
  }

  @Test
  @DisplayName("A single member that resigns leads again in a higher term")
  void singleMemberResigns() throws Exception {
    try (LocalCluster cluster = LocalCluster.started("a")) {
      Leader first = cluster.awaitAgreement();
      Leader again = cluster.member("a").resign(PATIENCE);
      assertEquals("a", again.id());
      assertTrue(again.term() > first.term());
    }
  }

  @Test
  @DisplayName("A transfer moves the leadership to the member that was named")
  void transfer() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader old = cluster.awaitAgreement();
      String wanted = cluster.others(old.id()).get(1);
      // It can take over once its answer to the first heartbeat has come.
      Await.until("the transfer is done", () -> isMoved(cluster.member(old.id()), wanted));
      assertEquals(wanted, cluster.awaitAgreement().id());
    }
  }

  @Test
  @DisplayName("A transfer to a member that does not answer is refused, and the leader goes on")
  void transferToSilentMember() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader leader = cluster.awaitAgreement();
      String silent = cluster.others(leader.id()).get(0);
      cluster.network.isolate(silent);
      Await.until("the silent one seeks an election", () -> campaigns(cluster, silent) > 0);
      Election election = cluster.member(leader.id());
      ElectionException refused =
          assertThrows(ElectionException.class, () -> election.transferTo(silent, PATIENCE));
      assertTrue(refused.getMessage().contains("'%s'".formatted(silent)), refused.getMessage());
      assertTrue(election.isLeader());
      assertEquals(leader, election.leader().orElseThrow());
    }
  }

  @Test
  @DisplayName("A transfer to the leader itself is done already: repeating one does no harm")
  void transferToTheLeader() throws Exception {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader leader = cluster.awaitAgreement();
      Election election = cluster.member(leader.id());
      assertEquals(leader, election.transferTo(leader.id(), PATIENCE));
      assertTrue(election.isLeader());
    }
  }

  @Test
  @DisplayName(
      "A leader that is closed hands over: its loss is told, and another leads the next term")
  void closeHandsOver() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader old = cluster.awaitAgreement();
      Recorder recorder = cluster.recorder(old.id());
      cluster.stop(old.id());
      assertEquals(1, recorder.events(LeadershipLost.class).size(), recorder::toString);
      Leader next = cluster.awaitAgreement();
      assertEquals(old.term() + 1, next.term());
    }
  }

  @Test
  @DisplayName("A member that is reset forgets its leader, and follows it again when it hears it")
  void reset() {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader leader = cluster.awaitAgreement();
      cluster.member(cluster.others(leader.id()).get(0)).reset();
      assertEquals(leader, cluster.awaitAgreement());
    }
  }

  private static boolean isMoved(Election leader, String successor) {
    try {
      return leader.transferTo(successor, PATIENCE).id().equals(successor);
    } catch (ElectionException notInContactYet) {
      return false;
    } catch (InterruptedException | TimeoutException broken) {
      throw new AssertionError(broken);
    }
  }

  private static int campaigns(LocalCluster cluster, String id) {
    return (int)
        cluster.recorder(id).events(RoleChanged.class).stream()
            .filter(change -> change.to() == Role.PRE_CANDIDATE)
            .count();
  }
}
