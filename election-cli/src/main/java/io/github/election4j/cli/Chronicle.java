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
   * A term of office.
   *
   * @param leader the id of the member that led
   * @param term the term
   * @param since when it became active
   */
  record Reign(String leader, long term, Instant since) {}

  private final List<Reign> reigns = new ArrayList<>();
  private final Map<String, EventLine.State> beliefs = new HashMap<>();
  private Optional<Reign> current = Optional.empty();

  /**
   * Takes an event.
   *
   * @param event of any member; those of one member in order
   */
  void accept(EventLine event) {
    beliefs.put(event.node(), event.state());
    switch (event.kind()) {
      case LEADERSHIP_GAINED -> {
        Reign reign = new Reign(event.node(), event.term(), event.at());
        reigns.add(reign);
        current = Optional.of(reign);
      }
      case LEADERSHIP_LOST, STOPPED -> endReignOf(event.node());
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
    endReignOf(node);
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

  private void endReignOf(String node) {
    current = current.filter(reign -> !reign.leader().equals(node));
  }

  /**
   * Every term of office so far.
   *
   * @return in the order in which they were told
   */
  List<Reign> reigns() {
    return List.copyOf(reigns);
  }

  /**
   * The leader that is active and that all of these members follow.
   *
   * @param nodes ids of members
   * @return the leader's term of office, or empty if they do not all agree
   */
  Optional<Reign> leaderOf(Set<String> nodes) {
    return current.filter(reign -> nodes.stream().allMatch(node -> follows(node, reign)));
  }

  private boolean follows(String node, Reign reign) {
    return Optional.ofNullable(beliefs.get(node))
        .map(
            belief ->
                belief.term() == reign.term()
                    && belief.leader().equals(Optional.of(reign.leader())))
        .orElse(false);
  }
}
