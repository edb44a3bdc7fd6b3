/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import java.util.List;
import java.util.OptionalInt;

/**
 * Where a search begins: in a state that the real machines are led to, so that the search need not
 * spend its depth on the way there.
 *
 * @param leader who has been elected; negative if nobody has, and all nodes have just started
 * @param followers who have elected it, and heard it; the others have heard nothing
 */
record Opening(int leader, List<Integer> followers) {

  static final Opening NONE = new Opening(-1, List.of());

  static Opening elected(int leader, Integer... followers) {
    return new Opening(leader, List.of(followers));
  }

  /** Leads a cluster that has just started to that state. */
  void play(ClusterState cluster, Transitions transitions, Moves moves) {
    while (leader >= 0) {
      OptionalInt next = next(cluster, transitions);
      if (next.isEmpty()) {
        return;
      }
      moves.take(next.getAsInt(), cluster);
      cluster.setFaults(0);
    }
  }

  /** Messages first, then timers, then time; nothing if the leader is elected and all is quiet. */
  private OptionalInt next(ClusterState cluster, Transitions transitions) {
    if (cluster.messageCount() > 0) {
      Message message = transitions.message(cluster.message(0));
      boolean heard = isHeard(message.from()) && isHeard(message.to());
      return OptionalInt.of(Action.withMessage(heard ? Event.DELIVERY : Event.LOSS, 0, 0));
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
