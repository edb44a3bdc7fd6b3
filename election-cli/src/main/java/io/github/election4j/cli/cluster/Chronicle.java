/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.cli.event.EventLine;
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
public final class Chronicle {

  /**
   * A leadership.
   *
   * @param leader the id of the member that led
   * @param term the term
   * @param since when it became active
   */
  public record Tenure(String leader, long term, Instant since) {}

  private final List<Tenure> tenures = new ArrayList<>();
  private final Map<String, EventLine.State> beliefs = new HashMap<>();
  private Optional<Tenure> current = Optional.empty();

  /**
   * Takes an event.
   *
   * @param event of any member; those of one member in order
   */
  void accept(EventLine event) {
    beliefs.put(event.member(), event.state());
    switch (event.kind()) {
      case LEADERSHIP_GAINED -> {
        Tenure tenure = new Tenure(event.member(), event.term(), event.at());
        tenures.add(tenure);
        current = Optional.of(tenure);
      }
      case LEADERSHIP_LOST, STOPPED -> endTenureOf(event.member());
      default -> {
        // Told by the belief alone.
      }
    }
  }

  /**
   * Takes note that a member's process is gone: it believes nothing and leads nobody.
   *
   * @param member the member's id
   */
  void forget(String member) {
    beliefs.remove(member);
    endTenureOf(member);
  }

  /**
   * Whether a member has said anything since it was last forgotten.
   *
   * @param member the member's id
   * @return true if it has
   */
  public boolean knows(String member) {
    return beliefs.containsKey(member);
  }

  private void endTenureOf(String member) {
    current = current.filter(tenure -> !tenure.leader().equals(member));
  }

  /**
   * Every leadership so far.
   *
   * @return in the order in which they were told
   */
  public List<Tenure> tenures() {
    return List.copyOf(tenures);
  }

  /**
   * The leader that is active and that all of these members follow.
   *
   * @param members ids of members
   * @return the leader's leadership, or empty if they do not all agree
   */
  public Optional<Tenure> leaderOf(Set<String> members) {
    return current.filter(tenure -> members.stream().allMatch(member -> follows(member, tenure)));
  }

  private boolean follows(String member, Tenure tenure) {
    return Optional.ofNullable(beliefs.get(member))
        .map(
            belief ->
                belief.term() == tenure.term()
                    && belief.leader().equals(Optional.of(tenure.leader())))
        .orElse(false);
  }
}
