/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import java.util.List;
import java.util.OptionalInt;

/**
 * Where a search begins: in a state that the machines are led to by a few steps, so that the search
 * need not spend its depth on the way there.
 *
 * @param leader who has been elected; negative if nobody has, and all nodes have just started
 * @param followers who have elected it, and heard it; the others have heard nothing
 * @param late a follower whose messages are all still on their way; negative if there is none
 * @param proposal which members the leader has been asked for and has arrived at; negative for none
 * @param restarted whose process has ended and started again since; negative if nobody's has
 */
record Opening(int leader, List<Integer> followers, int late, int proposal, int restarted) {

  private static final int NOBODY = -1;

  static final Opening NONE = new Opening(NOBODY, List.of(), NOBODY, NOBODY, NOBODY);

  static Opening elected(int leader, Integer... followers) {
    return new Opening(leader, List.of(followers), NOBODY, NOBODY, NOBODY);
  }

  Opening withLateAnswersOf(int follower) {
    return new Opening(leader, followers, follower, proposal, restarted);
  }

  Opening withMembers(int index) {
    return new Opening(leader, followers, late, index, restarted);
  }

  Opening withRestartOf(int node) {
    return new Opening(leader, followers, late, proposal, node);
  }

  /** Leads a cluster that has just started to that state. */
  void play(ClusterState cluster, Transitions transitions, Moves moves) {
    if (leader == NOBODY) {
      return;
    }
    playUntilElected(cluster, transitions, moves);
    if (proposal != NOBODY) {
      moves.take(Action.atNode(Event.PROPOSAL, leader, proposal, 0), cluster);
      playUntilElected(cluster, transitions, moves);
    }
    if (restarted != NOBODY) {
      moves.take(Action.atNode(Event.CRASH, restarted, 0, 0), cluster);
      moves.take(Action.atNode(Event.START, restarted, 0, 0), cluster);
      if (transitions.isWriting(cluster.node(restarted))) {
        moves.take(Action.atNode(Event.WRITTEN, restarted, 0, 0), cluster);
      }
    }
    cluster.setFaults(0);
  }

  private void playUntilElected(ClusterState cluster, Transitions transitions, Moves moves) {
    OptionalInt next = next(cluster, transitions);
    while (next.isPresent()) {
      moves.take(next.getAsInt(), cluster);
      next = next(cluster, transitions);
    }
  }

  /**
   * Writes first, then messages, timers and time; nothing if the leader is elected and all is
   * quiet.
   */
  private OptionalInt next(ClusterState cluster, Transitions transitions) {
    for (int node = 0; node < cluster.nodeCount(); node++) {
      if (transitions.isWriting(cluster.node(node))) {
        return OptionalInt.of(Action.atNode(Event.WRITTEN, node, 0, 0));
      }
    }
    for (int i = 0; i < cluster.messageCount(); i++) {
      Message message = transitions.message(cluster.message(i));
      if (message.from() != late) {
        boolean heard = isHeard(message.from()) && isHeard(message.to());
        return OptionalInt.of(Action.withMessage(heard ? Event.DELIVERY : Event.LOSS, i, 0));
      }
    }
    for (int node = 0; node < cluster.nodeCount(); node++) {
      if (isHeard(node) && transitions.isDue(cluster.node(node))) {
        return OptionalInt.of(Action.atNode(Event.TIMER, node, 0, 0));
      }
    }
    if (transitions.isLeader(cluster.node(leader))) {
      return OptionalInt.empty();
    }
    boolean mayFire = transitions.of(cluster.node(leader), Event.TIMER, 0).length > 0;
    return OptionalInt.of(Action.atNode(mayFire ? Event.TIMER : Event.TICK, leader, 0, 0));
  }

  private boolean isHeard(int node) {
    return node == leader || followers.contains(node);
  }
}
