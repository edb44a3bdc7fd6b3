/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;

/**
 * The order in which candidates let each other go first: priority, then id (design, section 3 rule
 * 5).
 */
final class Rank {

  private Rank() {}

  static boolean isHigher(Configuration configuration, String one, String other) {
    int difference = priority(configuration, one) - priority(configuration, other);
    return difference != 0 ? difference > 0 : one.compareTo(other) > 0;
  }

  /** How many of those that may lead go before a node when a leader is gone. */
  static int turn(Configuration configuration, String node, String gone) {
    int before = 0;
    for (ConfigurationMember member : configuration.members()) {
      boolean competes = member.mayLead() && !member.id().equals(gone) && !member.id().equals(node);
      if (competes && isHigher(configuration, member.id(), node)) {
        before++;
      }
    }
    return before;
  }

  private static int priority(Configuration configuration, String id) {
    return configuration.member(id).map(ConfigurationMember::priority).orElse(0);
  }
}
