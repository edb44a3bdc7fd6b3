/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionSettings;
import io.github.election4j.core.machine.MachineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Nodes that all start at the same moment, with the default timing. {@code -Dsplit.starts=1000000}
 * measures about so many starts, of up to 101 nodes, and writes {@code
 * module-info-docs/split-votes.md} again.
 */
@DisplayName("A cold start")
class SplitVotesTest {

  private static final MachineSettings SETTINGS = MachineSettings.of(ElectionSettings.DEFAULTS);
  private static final int DEFAULT_STARTS = 1_600;
  private static final int[] SIZES = {3, 5, 9, 25};
  private static final int LARGEST = 101;
  private static final int[] ROUND_TRIPS_MILLIS = {1, 30};

  /** What a start costs grows with the square of the nodes: so many of 1,000 are of that size. */
  private static final int[] SHARES = {720, 210, 60, 9};

  private final int wanted = Integer.getInteger("split.starts", 0);
  private final List<String> rows = new ArrayList<>();
  private long starts;
  private long split;
  private long textbookSplit;

  @Test
  @DisplayName("splits no vote, but in one case of a thousand at most, where textbook Raft does")
  void rarelySplitsVotes() throws IOException {
    int total = wanted > 0 ? wanted : DEFAULT_STARTS;
    for (int size = 0; size < SIZES.length; size++) {
      compare(SIZES[size], Math.max(2, (int) ((long) total * SHARES[size] / 1_000 / 4)));
    }
    if (wanted > 0) {
      compare(LARGEST, Math.max(2, total / 16_000));
      Files.writeString(Path.of("..", "..", "module-info-docs", "split-votes.md"), page());
    }
    System.out.println(String.join("\n", rows));
    assertTrue(split * 1_000 <= starts, split + " of " + starts + " starts split the vote");
    assertTrue(split < textbookSplit, "textbook Raft split " + textbookSplit);
  }

  @Test
  @DisplayName("is the same again, given the same random numbers")
  void isRepeatable() {
    Race.Field field = new Race.Field(5, 30 * Nanos.MILLISECOND, false);
    assertEquals(machines(field, 20), machines(field, 20));
    assertEquals(textbook(field, 20), textbook(field, 20));
  }

  private void compare(int nodes, int startsOfEach) {
    for (int millis : ROUND_TRIPS_MILLIS) {
      for (boolean alike : new boolean[] {false, true}) {
        Race.Field field = new Race.Field(nodes, millis * Nanos.MILLISECOND, alike);
        RaceFigures ours = machines(field, startsOfEach);
        RaceFigures textbook = textbook(field, startsOfEach);
        starts += startsOfEach;
        split += ours.split();
        textbookSplit += textbook.split();
        rows.add(
            "| %d | %d ms | %s | %d | %s | %s |"
                .formatted(
                    nodes,
                    millis,
                    alike ? "at once" : "random",
                    startsOfEach,
                    ours.cells(),
                    textbook.cells()));
      }
    }
  }

  private static RaceFigures machines(Race.Field field, int count) {
    return RaceFigures.of(count, random -> new MachineRace(field, SETTINGS, random));
  }

  private static RaceFigures textbook(Race.Field field, int count) {
    return RaceFigures.of(count, random -> new TextbookRace(field, SETTINGS, random));
  }

  private String page() {
    return """
    # Split votes

    All nodes start at the same moment, with the default timing (election timeouts of %d to %d ms), in virtual time: the
    real machine, and beside it the election of the Raft paper and nothing else (randomised timeouts, no pre-vote, nobody
    lets anybody go first), on the same network. A message takes half a round trip, give or take a tenth; disks take no
    time. *At once* means that the first election timeout of every node ends at the very same moment, the worst case;
    *random*, that each is drawn as usual. A vote is split if the first term that somebody campaigned in had no winner.

    In %d starts of the machine, %d votes were split (%.4f%%). The aim is at most 0.1%%.

    What is left happens where round trips are long and nodes are many: a node's time ends while the vote request of another,
    to which it has granted a pre-vote, is on its way to it, and both win their pre-votes. To let it hold back too was
    tried, in 300,000 starts: at 30 ms the share of three nodes fell from 0.042%% to 0.022%%, that of five from 0.12%% to 0.025%%. But
    followers that wait for a candidate that cannot win (one that hears nobody, say) then time out together, and split the
    vote that they did not split before. So it was left: the aim is reached over all, not in every row of 30 ms.

    Rounds are the mean and the most; times are median, 99th percentile and longest, in milliseconds from the start to a
    winner. A pre-vote costs one round trip more than none, which shows where round trips are long.

    Written by `mvn -pl election-core/proof -am test -Dtest=SplitVotesTest -Dsurefire.failIfNoSpecifiedTests=false
    -Dsplit.starts=%d`; the default build runs a small part of it.

    | Nodes | Round trip | Timeouts | Starts | Election4j: split | Rounds | Time (ms) | Raft paper: split | Rounds | Time (ms) |
    |---:|---:|---|---:|---:|---:|---:|---:|---:|---:|
    """
            .formatted(
                SETTINGS.timing().minElectionNanos() / Nanos.MILLISECOND,
                SETTINGS.timing().maxElectionNanos() / Nanos.MILLISECOND,
                starts,
                split,
                100.0 * split / starts,
                wanted)
        + String.join("\n", rows)
        + "\n";
  }
}
