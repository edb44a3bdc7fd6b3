/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Optional;

/** An election among nodes that have never heard of a leader, until there is one. */
interface Race {

  /** Lets all nodes start at the same moment. */
  void start();

  /** How it ended, once it has. */
  Optional<Outcome> outcome();

  /** Time as the race sees it. */
  Timeline timeline();

  /**
   * How an election ended.
   *
   * @param rounds how many terms somebody campaigned in: with more than one, votes were split
   * @param leaderAfterNanos from the start until somebody had won
   */
  record Outcome(long rounds, long leaderAfterNanos) {}

  /**
   * What is to be seen.
   *
   * @param nodes how many
   * @param roundTripNanos between any two of them
   * @param alike whether all election timeouts end at the same moment, the first time
   */
  record Field(int nodes, long roundTripNanos, boolean alike) {}

  /** Runs it to its end. */
  default Outcome run() {
    start();
    while (outcome().isEmpty()) {
      timeline().runUntil(timeline().nextTime());
    }
    return outcome().get();
  }
}
