/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.simulation.Electorate;
import java.util.List;

/**
 * What a step of one node comes to: its next state, the messages that it sends, and what it did
 * that history must know, all as numbers.
 */
final class Outcome {

  private final int state;
  private final int[] messages;
  private final Fact[] facts;

  Outcome(int state, List<Integer> messages, List<Fact> facts) {
    this.state = state;
    this.messages = messages.stream().mapToInt(Integer::intValue).toArray();
    this.facts = facts.toArray(Fact[]::new);
  }

  /** A node goes to another state in silence. */
  static Outcome silent(int state) {
    return new Outcome(state, List.of(), List.of());
  }

  /** Something that happened and stays true. */
  sealed interface Fact {

    /** Adds it to what happened before, unless the two contradict each other. */
    long addTo(long history);

    /** A vote became durable or was sent. */
    record Voted(int term, int voter, int candidate) implements Fact {
      @Override
      public long addTo(long history) {
        return History.voted(history, term, voter, candidate);
      }
    }

    /** A node says that it leads, or is said to. */
    record Led(int term, int leader) implements Fact {
      @Override
      public long addTo(long history) {
        return History.led(history, term, leader);
      }
    }

    /** A node begins to lead. */
    record Elected(int term, int leader, Electorate electorate) implements Fact {
      @Override
      public long addTo(long history) {
        History.requireElected(history, term, leader, electorate);
        return history;
      }
    }
  }

  int state() {
    return state;
  }

  int messageCount() {
    return messages.length;
  }

  int message(int index) {
    return messages[index];
  }

  void sendTo(ClusterState cluster) {
    for (int message : messages) {
      cluster.send(message);
    }
  }

  long addFactsTo(long history) {
    long known = history;
    for (Fact fact : facts) {
      known = fact.addTo(known);
    }
    return known;
  }
}
