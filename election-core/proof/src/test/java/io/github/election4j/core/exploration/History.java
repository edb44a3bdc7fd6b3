/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.simulation.Electorate;
import io.github.election4j.core.simulation.Invariant;
import io.github.election4j.core.simulation.Violation;

/**
 * Who voted for whom and who led, in each term, whatever the nodes still know of it: 15 bits a
 * term, for up to four terms and four nodes. It is part of each state, so that what happened before
 * is judged too.
 */
final class History {

  static final int MAX_TERMS = 4;
  static final int MAX_NODES = 4;

  private static final int FIELD_BITS = 3;
  private static final int TERM_BITS = FIELD_BITS * (MAX_NODES + 1);
  private static final long FIELD = (1L << FIELD_BITS) - 1;

  private History() {}

  /** A node's vote in a term became durable, or was sent. */
  static long voted(long history, int term, int voter, int candidate) {
    return noted(history, offset(term, voter), candidate, Invariant.ONE_VOTE_A_TERM, term);
  }

  /** A node says that it leads a term, or is said to. */
  static long led(long history, int term, int leader) {
    return noted(history, offset(term, MAX_NODES), leader, Invariant.ONE_LEADER_A_TERM, term);
  }

  private static long noted(long history, int offset, int node, Invariant invariant, int term) {
    long known = (history >>> offset) & FIELD;
    if (known != 0 && known != node + 1) {
      throw new Violation(
          invariant,
          "%s and %s in term %d".formatted(Cast.id((int) known - 1), Cast.id(node), term));
    }
    return history | ((node + 1L) << offset);
  }

  /** Checks that a quorum of these voters voted for the leader of a term. */
  static void requireElected(long history, int term, int leader, Electorate electorate) {
    int votes = 0;
    for (int voter = 0; voter < MAX_NODES; voter++) {
      boolean voted = ((history >>> offset(term, voter)) & FIELD) == leader + 1;
      votes += voted && electorate.has(voter) ? 1 : 0;
    }
    if (votes < electorate.quorum()) {
      throw new Violation(
          Invariant.LEADER_WAS_ELECTED,
          "%s leads term %d with %d votes of %d that it needs"
              .formatted(Cast.id(leader), term, votes, electorate.quorum()));
    }
  }

  private static int offset(int term, int field) {
    return (term - 1) * TERM_BITS + field * FIELD_BITS;
  }
}
