/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks {@link Invariant#ONE_VOTE_A_TERM}, from what is sent and what is written, whatever the
 * node remembers.
 */
final class VoteHistory {

  private final Roster roster;
  private final List<Map<Long, String>> votes = new ArrayList<>();

  VoteHistory(Roster roster) {
    this.roster = roster;
    for (int node = 0; node < roster.size(); node++) {
      votes.add(new HashMap<>());
    }
  }

  /** The voter's disk was wiped: it comes back as another one, whose votes do not count. */
  void forget(int voter) {
    votes.get(voter).clear();
  }

  /** A node's vote in a term became durable, or was sent. */
  void voted(int voter, long term, String candidate) {
    String first = votes.get(voter).putIfAbsent(term, candidate);
    if (first != null && !first.equals(candidate)) {
      throw new Violation(
          Invariant.ONE_VOTE_A_TERM,
          "%s voted for %s and for %s in term %d"
              .formatted(roster.id(voter), first, candidate, term));
    }
  }
}
