/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.ConfigurationMember;

/**
 * The order in which candidates let each other go first: priority, then id (design, section 3 rule
 * 5).
 */
final class Rank {

  private Rank() {}

  static boolean isHigher(Node node, String one, String other) {
    int difference = priority(node, one) - priority(node, other);
    return difference != 0 ? difference > 0 : one.compareTo(other) > 0;
  }

  /** How many of those that may lead go before this node when a leader is gone. */
  static int turn(Node node, String gone) {
    int before = 0;
    for (ConfigurationMember member : node.configuration().members()) {
      boolean competes =
          node.mayLead(member.id()) && !member.id().equals(gone) && !member.id().equals(node.self);
      if (competes && isHigher(node, member.id(), node.self)) {
        before++;
      }
    }
    return before;
  }

  private static int priority(Node node, String id) {
    return node.member(id).map(ConfigurationMember::priority).orElse(0);
  }
}
