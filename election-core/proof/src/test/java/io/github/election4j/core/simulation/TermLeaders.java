/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.HashMap;
import java.util.Map;

/** Checks {@link Invariant#ONE_LEADER_A_TERM}. */
final class TermLeaders {

  private final Roster roster;
  private final Map<Long, Integer> leaders = new HashMap<>();

  TermLeaders(Roster roster) {
    this.roster = roster;
  }

  /** A node says that it leads, or is said to lead, a term. */
  void leads(long term, int node) {
    Integer first = leaders.putIfAbsent(term, node);
    if (first != null && first != node) {
      throw new Violation(
          Invariant.ONE_LEADER_A_TERM,
          "%s and %s lead term %d".formatted(roster.id(first), roster.id(node), term));
    }
  }

  /** How many terms had a leader. */
  int elections() {
    return leaders.size();
  }
}
