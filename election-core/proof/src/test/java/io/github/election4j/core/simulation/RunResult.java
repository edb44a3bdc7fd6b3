/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * What a run that broke no invariant was like.
 *
 * @param simulatedNanos how much virtual time passed
 * @param events how many occurrences there were
 * @param calls how many requests were sent
 * @param elections how many terms had a leader
 * @param worst the slowest and the most talkative election after the faults stopped
 * @param digest differs, most probably, from that of a run that went another way
 */
record RunResult(
    long simulatedNanos, long events, long calls, int elections, Worst worst, long digest) {

  /**
   * The worst of what is bounded.
   *
   * @param leaderInElections the longest time to an agreed leader, in maximum election timeouts
   * @param messagesPerPair the most pre-vote and vote requests to replace a leader that crashed,
   *     for each pair of nodes
   */
  record Worst(double leaderInElections, double messagesPerPair) {

    Worst or(Worst other) {
      return new Worst(
          Math.max(leaderInElections, other.leaderInElections),
          Math.max(messagesPerPair, other.messagesPerPair));
    }
  }
}
