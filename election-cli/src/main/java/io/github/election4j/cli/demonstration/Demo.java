/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.cluster.LocalCluster;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The play: a first election, then kills. */
final class Demo {

  /** Far beyond what an election takes, so that only a cluster that cannot elect meets it. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * How long nothing is done between two acts: whoever disturbs a healthy leader has the time to.
   */
  private static final Duration CALM = Duration.ofMillis(600);

  private final LocalCluster cluster;
  private final DemoReport report;

  /**
   * Plays with a cluster.
   *
   * @param cluster nobody runs yet
   * @param report shows what happens
   */
  Demo(LocalCluster cluster, DemoReport report) {
    this.cluster = cluster;
    this.report = report;
  }

  /**
   * Plays to the end.
   *
   * @param kills how many leaders to kill
   * @return whether each kill was followed by exactly one new leader of a higher term
   * @throws IOException if a process fails, or no leader is elected in time
   * @throws InterruptedException if interrupted
   */
  boolean run(int kills) throws IOException, InterruptedException {
    Tenure leader = firstElection();
    List<Failover> failovers = new ArrayList<>();
    for (int kill = 1; kill <= kills; kill++) {
      failovers.add(killAndRestart(leader, "Kill %d of %d".formatted(kill, kills)));
      leader = awaitLeader();
    }
    report.finish(failovers);
    return failovers.stream().allMatch(Failover::isGood);
  }

  private Tenure firstElection() throws IOException, InterruptedException {
    Instant start = Instant.now();
    report.begin(
        start,
        "%d members start, with --refused-means-dead, which is true on loopback"
            .formatted(cluster.members().size()));
    for (Member member : cluster.members()) {
      report.started(member, cluster.start(member.id()).pid());
    }
    Tenure leader = awaitLeader();
    report.agreed(leader, Duration.between(start, leader.since()));
    calm();
    report.end();
    return awaitLeader();
  }

  private Failover killAndRestart(Tenure victim, String title)
      throws IOException, InterruptedException {
    int tenuresBefore = cluster.chronicle().tenures().size();
    Instant killedAt = Instant.now();
    report.begin(
        killedAt, "%s: %s, the leader of term %d".formatted(title, victim.leader(), victim.term()));
    cluster.kill(victim.leader());
    report.killed(killedAt, victim);
    Tenure successor = awaitLeader();
    report.agreed(successor, Duration.between(killedAt, successor.since()));

    cluster.start(victim.leader());
    awaitLeader();
    calm();
    report.end();
    List<Tenure> tenures = cluster.chronicle().tenures();
    return new Failover(victim, killedAt, tenures.subList(tenuresBefore, tenures.size()));
  }

  private Tenure awaitLeader() throws IOException, InterruptedException {
    if (!cluster.takeUntil(() -> agreedLeader().isPresent(), PATIENCE)) {
      report.end();
      throw new IOException(
          "the running members %s agree on no leader after %d s"
              .formatted(cluster.running(), PATIENCE.toSeconds()));
    }
    return agreedLeader().orElseThrow();
  }

  private Optional<Tenure> agreedLeader() {
    return cluster.chronicle().leaderOf(cluster.running());
  }

  private void calm() throws IOException, InterruptedException {
    cluster.takeUntil(() -> false, CALM);
  }
}
