/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.machine.NodeView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Numbers the states of single nodes, and knows of each what must be known of all nodes together:
 * whether it is the active leader, and which configuration it holds.
 */
final class NodeStates {

  private final int minimumQuorum;
  private final Interner<NodeState> states = new Interner<>();
  private final Interner<HeldConfiguration> configurations = new Interner<>();
  private final List<Integer> configurationOf = new ArrayList<>();
  private final BitSet active = new BitSet();

  NodeStates(int minimumQuorum) {
    this.minimumQuorum = minimumQuorum;
  }

  /** The number of a state that is down, or that was numbered already. */
  int number(NodeState state) {
    int number = states.number(state);
    if (number == configurationOf.size()) {
      HeldConfiguration held = HeldConfiguration.of(state.durable(), minimumQuorum);
      configurationOf.add(configurations.number(held));
    }
    return number;
  }

  int up(NodeState state, NodeView view) {
    int number = number(state);
    active.set(number, view.isActive(Moments.NOW));
    return number;
  }

  NodeState get(int number) {
    return states.value(number);
  }

  boolean isActive(int number) {
    return active.get(number);
  }

  /** The number of the configuration that a node holds in a state. */
  int configurationOf(int number) {
    return configurationOf.get(number);
  }

  HeldConfiguration configuration(int number) {
    return configurations.value(number);
  }

  int size() {
    return states.size();
  }
}
