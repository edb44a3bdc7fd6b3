/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.simulation.Invariant;
import io.github.election4j.core.simulation.Violation;

/**
 * What must hold of all nodes together in each state; what concerns one node is checked where its
 * steps are made, and what concerns the past in {@link History}.
 */
final class ClusterRules {

  private final Transitions transitions;
  private final boolean exclusive;
  private final boolean changing;
  private final HeldConfiguration[] held;

  ClusterRules(ExplorationPlan plan, Transitions transitions) {
    this.transitions = transitions;
    this.exclusive = plan.time().common();
    this.changing = !plan.behaviour().proposals().isEmpty();
    this.held = new HeldConfiguration[plan.cast().size()];
  }

  /** Checks the state that a cluster is in after one node has changed its own. */
  void check(ClusterState cluster, int changed, int newState) {
    if (exclusive && transitions.isActive(newState)) {
      for (int node = 0; node < cluster.nodeCount(); node++) {
        if (node != changed && transitions.isActive(cluster.node(node))) {
          throw twoActive(node, changed);
        }
      }
    }
    if (changing
        && transitions.configurationOf(newState)
            != transitions.configurationOf(cluster.node(changed))) {
      checkConfigurations(cluster, changed, newState);
    }
  }

  /** Checks that those who can elect cannot do so without each other. */
  private void checkConfigurations(ClusterState cluster, int changed, int newState) {
    for (int node = 0; node < held.length; node++) {
      held[node] = transitions.held(node == changed ? newState : cluster.node(node));
    }
    for (HeldConfiguration one : held) {
      for (HeldConfiguration other : held) {
        if (!one.electorate().overlaps(other.electorate())
            && one.canElect(held)
            && other.canElect(held)) {
          throw new Violation(
              Invariant.CONFIGURATIONS_OVERLAP, "both %s and %s can elect".formatted(one, other));
        }
      }
    }
  }

  /** Checks the states of all nodes. */
  void check(int[] nodes) {
    int active = -1;
    for (int node = 0; node < nodes.length; node++) {
      if (exclusive && transitions.isActive(nodes[node])) {
        if (active >= 0) {
          throw twoActive(active, node);
        }
        active = node;
      }
    }
  }

  private static Violation twoActive(int one, int other) {
    return new Violation(
        Invariant.ONE_ACTIVE_LEADER,
        "%s and %s are active".formatted(Cast.id(one), Cast.id(other)));
  }
}
