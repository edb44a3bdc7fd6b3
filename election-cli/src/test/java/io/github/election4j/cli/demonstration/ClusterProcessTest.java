/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.cluster.LocalCluster;
import io.github.election4j.cli.cluster.MemberProcess;
import io.github.election4j.cli.console.ClusterOptions;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.testkit.ElectionImage;
import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import io.github.election4j.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Three processes on one machine")
class ClusterProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(ElectionImage.PATIENCE_SECONDS);

  private final List<EventLine> events = new ArrayList<>();
  private final Map<String, MemberProcess> processes = new HashMap<>();
  private final List<String> timing = new ArrayList<>();
  private LocalCluster cluster;

  @BeforeEach
  void prepare() throws Exception {
    cluster = new LocalCluster(3, this::launcher, events::add);
  }

  private List<String> launcher(List<String> arguments) {
    List<String> words = ElectionImage.words(arguments);
    words.addAll(timing);
    return words;
  }

  private void startAll() throws Exception {
    for (Member member : cluster.members()) {
      restart(member.id());
    }
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  @DisplayName(
      "elect another leader of a higher term after each of twenty kills in a row, one a term")
  void surviveTwentyKills() throws Exception {
    startAll();
    List<Failover> failovers = new ArrayList<>();
    for (int kill = 1; kill <= 20; kill++) {
      failovers.add(killAndRestart(awaitLeader(cluster.running())));
    }
    List<Duration> gaps = failovers.stream().map(Failover::gap).sorted().toList();
    System.out.printf(
        "20 kills: without a leader for %s in the median, %s at most; %d followed by one leader"
            + " only%n",
        DemoReport.milliseconds(gaps.get(10)),
        DemoReport.milliseconds(gaps.get(19)),
        failovers.stream().filter(Failover::isGood).count());
    for (Failover failover : failovers) {
      assertTrue(failover.after().get(0).term() > failover.before().term(), failover::toString);
    }
    assertOneLeaderATerm();
  }

  @Test
  @DisplayName(
      "replace a leader that is stopped, and when it goes on it never says again that it leads in"
          + " its old term")
  void replaceAStoppedLeader() throws Exception {
    startAll();
    for (int round = 0; round < 3; round++) {
      Tenure stopped = awaitLeader(cluster.running());
      long pid = processes.get(stopped.leader()).pid();
      ElectionImage.signal("STOP", pid);
      Set<String> others = new HashSet<>(cluster.running());
      others.remove(stopped.leader());
      takeUntil(() -> hasSuccessor(others, stopped));

      int eventsBefore = events.size();
      ElectionImage.signal("CONT", pid);
      takeUntil(
          () -> {
            assertFalse(saysThatItLeads(stopped), "it answers that it leads in its old term");
            return cluster.chronicle().leaderOf(cluster.running()).isPresent();
          });
      List<EventLine> afterwards = events.subList(eventsBefore, events.size());
      assertFalse(
          afterwards.stream().anyMatch(event -> gains(stopped, event)), afterwards::toString);
    }
    assertOneLeaderATerm();
  }

  @Test
  @DisplayName("are shown by the status, with success while a majority agrees on an active leader")
  void showTheirStatus() throws Exception {
    timing.addAll(ElectionImage.PATIENT_TIMING);
    startAll();
    Tenure leader = awaitLeader(cluster.running());
    ElectionImage.Result result = status(LocalCluster.GROUP);
    assertEquals(0, result.status(), result.output()::toString);
    assertEquals(
        "%s leads term %d, say 3 of 3 voters".formatted(leader.leader(), leader.term()),
        result.output().get(4));
    ElectionImage.Result mistyped = status("mistyped");
    assertEquals(1, mistyped.status());
    // What a member says to the operator is told as the result, and not logged besides.
    assertEquals(List.of(), mistyped.messages());
    assertTrue(
        mistyped.output().stream().allMatch(line -> line.length() <= 80),
        mistyped.output()::toString);
    assertTrue(
        String.join(" ", mistyped.output()).contains("name the group of the cluster with --group"),
        mistyped.output()::toString);

    for (String id : List.copyOf(cluster.running())) {
      if (!id.equals(leader.leader())) {
        cluster.kill(id);
      }
    }
    takeUntil(() -> events.stream().anyMatch(event -> event.kind() == EventKind.LEADERSHIP_LOST));
    result = status(LocalCluster.GROUP);
    assertEquals(1, result.status(), result.output()::toString);
    assertEquals(
        2,
        result.output().stream().filter(line -> line.contains("unreachable: ")).count(),
        result.output()::toString);
  }

  @Test
  @DisplayName(
      "lose their leader to SIGTERM in order: it stops leading, another leads, and its process ends"
          + " with status 0")
  void replaceALeaderThatEnds() throws Exception {
    startAll();
    Tenure leader = awaitLeader(cluster.running());
    MemberProcess process = cluster.release(leader.leader());
    process.terminate();
    takeUntil(() -> !cluster.chronicle().knows(leader.leader()));
    assertTrue(process.awaitEnd(PATIENCE));
    assertEquals(0, process.exitStatus());
    Tenure successor = awaitLeader(cluster.running());
    assertTrue(successor.term() > leader.term(), () -> leader + " then " + successor);
    assertOneLeaderATerm();
  }

  private Failover killAndRestart(Tenure victim) throws Exception {
    int tenuresBefore = cluster.chronicle().tenures().size();
    Instant killedAt = Instant.now();
    cluster.kill(victim.leader());
    awaitLeader(cluster.running());
    restart(victim.leader());
    awaitLeader(cluster.running());
    List<Tenure> tenures = cluster.chronicle().tenures();
    return new Failover(victim, killedAt, tenures.subList(tenuresBefore, tenures.size()));
  }

  private void restart(String id) throws IOException {
    processes.put(id, cluster.start(id));
  }

  private Tenure awaitLeader(Set<String> members) throws Exception {
    takeUntil(() -> cluster.chronicle().leaderOf(members).isPresent());
    return cluster.chronicle().leaderOf(members).orElseThrow();
  }

  private void takeUntil(BooleanSupplier condition) throws Exception {
    assertTrue(cluster.takeUntil(condition, PATIENCE), () -> "it did not come to that: " + events);
  }

  private boolean hasSuccessor(Set<String> members, Tenure before) {
    return cluster
        .chronicle()
        .leaderOf(members)
        .filter(after -> after.term() > before.term())
        .isPresent();
  }

  private static boolean gains(Tenure tenure, EventLine event) {
    return event.kind() == EventKind.LEADERSHIP_GAINED
        && event.member().equals(tenure.leader())
        && event.term() == tenure.term();
  }

  private boolean saysThatItLeads(Tenure tenure) {
    String address =
        ClusterOptions.find(cluster.members(), tenure.leader()).orElseThrow().address();
    try {
      Reply reply =
          SocketTransport.ask(
              address, LocalCluster.GROUP, new StatusRequest(), Duration.ofSeconds(1));
      return reply instanceof StatusReply status
          && status.active()
          && status.term() == tenure.term();
    } catch (IOException noAnswer) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private ElectionImage.Result status(String group) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("status", "--group", group));
    for (Member member : cluster.members()) {
      arguments.addAll(List.of("--member", member.id() + "=" + member.address()));
    }
    return ElectionImage.run(arguments.toArray(String[]::new));
  }

  private void assertOneLeaderATerm() {
    Map<Long, String> leaders = new HashMap<>();
    for (Tenure tenure : cluster.chronicle().tenures()) {
      String other = leaders.putIfAbsent(tenure.term(), tenure.leader());
      assertTrue(other == null, () -> "two leaders in term " + tenure.term());
    }
  }
}
