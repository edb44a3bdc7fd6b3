/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.wire.Configuration;

/**
 * Who votes, as a set of nodes, and how many of them must.
 *
 * @param voters a bit for each node
 * @param quorum how many
 */
record Electorate(int voters, int quorum) {

  static Electorate of(Configuration configuration, int minimumQuorum) {
    int voters = 0;
    for (String voter : configuration.voters()) {
      voters |= 1 << Cast.index(voter);
    }
    return new Electorate(voters, Math.max(minimumQuorum, Integer.bitCount(voters) / 2 + 1));
  }

  boolean has(int node) {
    return ((voters >>> node) & 1) != 0;
  }

  /** Whether each quorum of this electorate shares a voter with each quorum of the other. */
  boolean overlaps(Electorate other) {
    int shared = Integer.bitCount(voters & other.voters);
    int ofOurs = Math.max(0, quorum - Integer.bitCount(voters & ~other.voters));
    int ofTheirs = Math.max(0, other.quorum - Integer.bitCount(other.voters & ~voters));
    // Two disjoint quorums take as few of the shared voters as they can.
    return ofOurs + ofTheirs > shared;
  }
}
