/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which role may follow which. Everything else is a fault in the machine and fails the node.
 *
 * <ul>
 *   <li>A follower becomes a pre-candidate in silence or on evidence, a candidate with the leader's
 *       consent or when it is alone.
 *   <li>A pre-candidate becomes a candidate when a quorum would vote for it, a follower when it
 *       hears a leader or learns of a higher term.
 *   <li>A candidate becomes the leader when it has won, a pre-candidate when its time is over, a
 *       follower when it has lost.
 *   <li>A leader becomes a follower, and nothing else while it goes on.
 *   <li>Any of them becomes an observer when the configuration says so, and an observer a follower.
 *   <li>Any of them can be closed or fail; nothing follows.
 * </ul>
 */
final class Transitions {

  private static final Map<Role, Set<Role>> ALLOWED = allowed();

  private Transitions() {}

  private static Map<Role, Set<Role>> allowed() {
    Map<Role, Set<Role>> edges = new EnumMap<>(Role.class);
    edges.put(Role.FOLLOWER, EnumSet.of(Role.PRE_CANDIDATE, Role.CANDIDATE, Role.OBSERVER));
    edges.put(Role.PRE_CANDIDATE, EnumSet.of(Role.FOLLOWER, Role.CANDIDATE, Role.OBSERVER));
    edges.put(
        Role.CANDIDATE, EnumSet.of(Role.FOLLOWER, Role.PRE_CANDIDATE, Role.LEADER, Role.OBSERVER));
    edges.put(Role.LEADER, EnumSet.of(Role.FOLLOWER, Role.OBSERVER));
    edges.put(Role.OBSERVER, EnumSet.of(Role.FOLLOWER));
    edges.values().forEach(to -> to.addAll(EnumSet.of(Role.CLOSED, Role.FAILED)));
    edges.put(Role.CLOSED, EnumSet.noneOf(Role.class));
    edges.put(Role.FAILED, EnumSet.noneOf(Role.class));
    return edges;
  }

  static boolean isAllowed(Role from, Role to) {
    return ALLOWED.getOrDefault(from, Set.of()).contains(to);
  }

  static void check(Role from, Role to, String reason) {
    Invariants.check(isAllowed(from, to), "role %s cannot become %s (%s)", from, to, reason);
  }
}
