/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.cluster.LeaderClient.Claims;
import io.github.election4j.cli.cluster.ReplaceableCluster.TenureSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how long nobody leads while five processes are replaced by five others, the leader each
 * time. Run by hand, on a machine that does nothing else: {@code module-info-docs/measurements.md}
 * says how, and what came of it.
 */
final class ReplacementMeasurement {

  private static final List<String> OLD = List.of("a", "b", "c", "d", "e");
  private static final List<String> NEW = List.of("v", "w", "x", "y", "z");

  private final boolean kill;
  private final List<Duration> gaps = new ArrayList<>();
  private final List<Duration> seenGaps = new ArrayList<>();
  private long questions;
  private int otherChanges;

  private ReplacementMeasurement(boolean kill) {
    this.kill = kill;
  }

  /**
   * Measures and prints.
   *
   * @param words how many times all five are replaced in each way, 6 if left out
   * @throws Exception if the cluster does not do what it should, two leaders included
   */
  public static void main(String[] words) throws Exception {
    int rounds = words.length == 0 ? 6 : Integer.parseInt(words[0]);
    System.out.printf(
        "%d leaders replaced in each way, on %d processors; in milliseconds, median / maximum%n",
        rounds * OLD.size(), Runtime.getRuntime().availableProcessors());
    for (boolean kill : List.of(false, true)) {
      ReplacementMeasurement measurement = new ReplacementMeasurement(kill);
      for (int round = 0; round < rounds; round++) {
        try (TemporaryFolder folder = new TemporaryFolder("election-replacement-")) {
          measurement.replaceAll(folder.path());
        }
      }
      measurement.print();
    }
  }

  private static List<String> launcher(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("election.image"), "bin", "election").toString());
    words.addAll(arguments);
    return words;
  }

  private void replaceAll(Path folder) throws Exception {
    try (ReplaceableCluster cluster =
        new ReplaceableCluster(folder, ReplacementMeasurement::launcher, OLD, NEW)) {
      for (String id : OLD) {
        cluster.found(id);
      }
      cluster.takeUntil(() -> cluster.chronicle().leaderOf(cluster.running()).isPresent());
      try (LeaderClient client = LeaderClient.start(List.copyOf(cluster.addresses().values()))) {
        for (String newcomer : NEW) {
          cluster.join(newcomer);
          cluster.members("add", cluster.text(newcomer));
          replaceLeader(cluster);
        }
        Tenure last = cluster.awaitLeader();
        client.awaitTerm(last.term());
        note(cluster, client);
      }
    }
  }

  private void replaceLeader(ReplaceableCluster cluster) throws Exception {
    Tenure old = cluster.awaitLeader();
    if (kill) {
      cluster.kill(old.leader());
      cluster.members("remove", old.leader());
    } else {
      cluster.members("remove", old.leader());
      cluster.takeUntil(() -> cluster.chronicle().tenures().getLast().term() > old.term());
      cluster.terminate(old.leader());
    }
    cluster.awaitLeader();
  }

  /**
   * Only what the replacement cost counts: a busy machine may cost a leader its leadership besides.
   */
  private void note(ReplaceableCluster cluster, LeaderClient client) {
    List<TenureSpan> spans = cluster.spans();
    List<Duration> found = cluster.gaps();
    gaps.addAll(found);
    otherChanges += spans.size() - 1 - found.size();
    questions += client.questions();
    List<Claims> claims = client.consistentClaims();
    for (int i = 1; i < claims.size(); i++) {
      if (isReplaced(claims.get(i - 1), spans)) {
        seenGaps.add(Duration.ofNanos(claims.get(i).firstNanos() - claims.get(i - 1).lastNanos()));
      }
    }
  }

  /** Whether these are the claims of its last leadership. */
  private static boolean isReplaced(Claims claims, List<TenureSpan> spans) {
    return OLD.contains(claims.leader())
        && spans.stream()
            .filter(span -> span.leader().equals(claims.leader()))
            .allMatch(span -> span.term() <= claims.term());
  }

  private void print() {
    System.out.printf(
        "%-10s by event lines %15s   by the client %15s   %d questions, %d other changes of"
            + " leader%n",
        kill ? "killed" : "removed", column(gaps), column(seenGaps), questions, otherChanges);
  }

  private static String column(List<Duration> values) {
    List<Duration> sorted = values.stream().sorted().toList();
    return "%.1f / %.1f"
        .formatted(
            sorted.get(sorted.size() / 2).toNanos() / 1e6,
            sorted.get(sorted.size() - 1).toNanos() / 1e6);
  }
}
