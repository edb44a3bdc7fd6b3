/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * Who votes, as a set of nodes, and how many of them must.
 *
 * @param voters a bit for each node
 * @param quorum how many
 */
public record Electorate(long voters, int quorum) {

  /** The electorate of these voters. */
  public static Electorate of(long voters, int minimumQuorum) {
    return new Electorate(voters, Math.max(minimumQuorum, Long.bitCount(voters) / 2 + 1));
  }

  /** Whether a node votes. */
  public boolean has(int node) {
    return ((voters >>> node) & 1) != 0;
  }

  /** Whether each quorum of this electorate shares a voter with each quorum of the other. */
  public boolean overlaps(Electorate other) {
    int shared = Long.bitCount(voters & other.voters);
    int ofOurs = Math.max(0, quorum - Long.bitCount(voters & ~other.voters));
    int ofTheirs = Math.max(0, other.quorum - Long.bitCount(other.voters & ~voters));
    // Two disjoint quorums take as few of the shared voters as they can.
    return ofOurs + ofTheirs > shared;
  }
}
