/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What many races of one kind were like.
 *
 * @param starts how many there were
 * @param split in how many of them votes were split, so that it took more than one round
 * @param mostRounds the most rounds that any took
 * @param meanRounds how many it took on average
 * @param times how long it took
 */
record RaceFigures(int starts, int split, long mostRounds, double meanRounds, Times times) {

  /**
   * How long it took until there was a leader, in milliseconds.
   *
   * @param median half of all were faster
   * @param ninetyNinth 99% were faster
   * @param longest the slowest
   */
  record Times(double median, double ninetyNinth, double longest) {}

  /** Runs races, each with a random generator of its own, the same whatever is compared. */
  static RaceFigures of(int starts, Function<SplittableRandom, Race> races) {
    double[] millis = new double[starts];
    int split = 0;
    long most = 0;
    long rounds = 0;
    for (int number = 0; number < starts; number++) {
      Race.Outcome outcome = races.apply(new SplittableRandom(number)).run();
      millis[number] = outcome.leaderAfterNanos() / (double) Nanos.MILLISECOND;
      split += outcome.rounds() > 1 ? 1 : 0;
      most = Math.max(most, outcome.rounds());
      rounds += outcome.rounds();
    }
    Arrays.sort(millis);
    Times times =
        new Times(millis[starts / 2], millis[(int) (starts * 99L / 100)], millis[starts - 1]);
    return new RaceFigures(starts, split, most, rounds / (double) starts, times);
  }

  /** For a table: share of split votes, rounds, times. */
  String cells() {
    return "%.3f%% | %.2f, %d | %.0f, %.0f, %.0f"
        .formatted(
            100.0 * split / starts,
            meanRounds,
            mostRounds,
            times.median(),
            times.ninetyNinth(),
            times.longest());
  }
}
