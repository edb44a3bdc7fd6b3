/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.cluster.LeaderClient.Claims;
import io.github.election4j.cli.demonstration.DemoReport;
import io.github.election4j.cli.testkit.ElectionImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Five processes")
class ReplacementProcessTest {

  private static final List<String> OLD = List.of("a", "b", "c", "d", "e");
  private static final List<String> NEW = List.of("v", "w", "x", "y", "z");

  @TempDir private Path folder;

  @Test
  @DisplayName(
      "are replaced by five others, the leader each time, with one hand-over for each and never two"
          + " leaders, whomever a client asks")
  void replaceAll() throws Exception {
    try (ReplaceableCluster cluster =
        new ReplaceableCluster(folder, ReplacementProcessTest::launcher, OLD, NEW)) {
      for (String id : OLD) {
        cluster.found(id);
      }
      for (String id : NEW) {
        cluster.join(id);
      }
      cluster.takeUntil(() -> !cluster.chronicle().tenures().isEmpty());
      List<Claims> claims;
      try (LeaderClient client = LeaderClient.start(List.copyOf(cluster.addresses().values()))) {
        for (String newcomer : NEW) {
          replaceLeader(cluster, newcomer);
        }
        Tenure last = cluster.awaitLeader();
        client.awaitTerm(last.term());
        claims = client.consistentClaims();
      }
      // The last words of one that was removed may come after those of its successor.
      cluster.takeUntil(() -> cluster.gaps().size() >= OLD.size());
      List<Duration> gaps = cluster.gaps().stream().sorted().toList();
      System.out.printf(
          "5 of 5 replaced, each the leader: without a leader for %s in the median, %s at most%n",
          DemoReport.milliseconds(gaps.get(gaps.size() / 2)),
          DemoReport.milliseconds(gaps.get(gaps.size() - 1)));
      assertEquals(OLD.size(), gaps.size(), "hand-overs, one for each leader that was removed");
      assertEquals(OLD.size() + 1, cluster.spans().size(), "no other leader between");
      assertEquals(
          cluster.chronicle().tenures().stream().map(Tenure::term).toList(),
          claims.stream().map(Claims::term).toList(),
          "the client has seen each leadership");
      assertEquals(
          NEW,
          cluster.members("list").stream()
              .skip(1)
              .limit(NEW.size())
              .map(line -> line.substring(0, 1))
              .toList());
    }
  }

  private static List<String> launcher(List<String> arguments) {
    List<String> words = ElectionImage.words(arguments);
    words.addAll(ElectionImage.PATIENT_TIMING);
    return words;
  }

  private static void replaceLeader(ReplaceableCluster cluster, String newcomer) throws Exception {
    List<String> steps = cluster.members("add", cluster.text(newcomer));
    assertTrue(steps.getLast().contains(newcomer), steps::toString);
    Tenure old = cluster.chronicle().tenures().getLast();
    assertTrue(OLD.contains(old.leader()), () -> "led by one that has just joined: " + old);
    cluster.members("remove", old.leader());
    cluster.takeUntil(() -> cluster.chronicle().tenures().getLast().term() > old.term());
    cluster.terminate(old.leader());
  }
}
