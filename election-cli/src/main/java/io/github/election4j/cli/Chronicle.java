/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the events of all members of a cluster say, put together: who led when, and what each
 * believes now.
 */
final class Chronicle {

  /**
   * A leadership.
   *
   * @param leader the id of the member that led
   * @param term the term
   * @param since when it became active
   */
  record Tenure(String leader, long term, Instant since) {}

  private final List<Tenure> tenures = new ArrayList<>();
  private final Map<String, EventLine.State> beliefs = new HashMap<>();
  private Optional<Tenure> current = Optional.empty();

  /**
   * Takes an event.
   *
   * @param event of any member; those of one member in order
   */
  void accept(EventLine event) {
    beliefs.put(event.node(), event.state());
    switch (event.kind()) {
      case LEADERSHIP_GAINED -> {
        Tenure tenure = new Tenure(event.node(), event.term(), event.at());
        tenures.add(tenure);
        current = Optional.of(tenure);
      }
      case LEADERSHIP_LOST, STOPPED -> endTenureOf(event.node());
      default -> {
        // Told by the belief alone.
      }
    }
  }

  /**
   * Takes note that a member's process is gone: it believes nothing and leads nobody.
   *
   * @param node the member's id
   */
  void forget(String node) {
    beliefs.remove(node);
    endTenureOf(node);
  }

  /**
   * Whether a member has said anything since it was last forgotten.
   *
   * @param node the member's id
   * @return true if it has
   */
  boolean knows(String node) {
    return beliefs.containsKey(node);
  }

  private void endTenureOf(String node) {
    current = current.filter(tenure -> !tenure.leader().equals(node));
  }

  /**
   * Every leadership so far.
   *
   * @return in the order in which they were told
   */
  List<Tenure> tenures() {
    return List.copyOf(tenures);
  }

  /**
   * The leader that is active and that all of these members follow.
   *
   * @param nodes ids of members
   * @return the leader's leadership, or empty if they do not all agree
   */
  Optional<Tenure> leaderOf(Set<String> nodes) {
    return current.filter(tenure -> nodes.stream().allMatch(node -> follows(node, tenure)));
  }

  private boolean follows(String node, Tenure tenure) {
    return Optional.ofNullable(beliefs.get(node))
        .map(
            belief ->
                belief.term() == tenure.term()
                    && belief.leader().equals(Optional.of(tenure.leader())))
        .orElse(false);
  }
}
