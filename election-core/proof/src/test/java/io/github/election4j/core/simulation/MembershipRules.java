/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.VoteRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Checks how members change, from what is durable on each node: {@link
 * Invariant#CONFIGURATIONS_OVERLAP}, {@link Invariant#ONE_VOTER_A_STEP}, {@link
 * Invariant#CHANGED_WHEN_CONFIRMED}, {@link Invariant#CONFIGURATION_IN_ITS_TERM}.
 *
 * <p>The first is what the proof of the protocol rests on ({@code ActiveConfigsOverlap} in the
 * specification MongoLoglessDynamicRaft): a configuration can elect while some quorum of its voters
 * holds no newer one.
 */
final class MembershipRules {

  private final Roster roster;
  private final int minimumQuorum;
  private final Configuration[] held;
  private final Configuration[] begun;
  private final long[] identities;
  private final Map<ConfigurationId, Made> made = new HashMap<>();
  private long lost;

  /** Who made a configuration, and from which voters. */
  private record Made(int by, long votersBefore) {}

  /** Which nodes have ever held a configuration durably while they were in its term. */
  private final Map<ConfigurationId, Long> confirming = new HashMap<>();

  MembershipRules(Roster roster, int minimumQuorum) {
    this.roster = roster;
    this.minimumQuorum = minimumQuorum;
    this.held = new Configuration[roster.size()];
    this.identities = new long[roster.size()];
    this.begun = new Configuration[roster.size()];
    Arrays.fill(held, Configuration.NONE);
    Arrays.fill(begun, Configuration.NONE);
    confirming.put(ConfigurationId.FIRST, 0L);
    confirming.put(ConfigurationId.NONE, 0L);
  }

  /** The node's disk is empty. */
  void wiped(int node) {
    held[node] = Configuration.NONE;
    begun[node] = Configuration.NONE;
    identities[node] = ConfigurationMember.UNKNOWN_IDENTITY;
  }

  /** The node is lost for good: nobody will have its vote again. */
  void lost(int node) {
    lost |= 1L << node;
  }

  /**
   * An owner, who knows that the others are lost, has given the node other members: this is no step
   * from the configuration before.
   */
  void recovered(int node, VoteRecord record) {
    held[node] = record.configuration();
    begun[node] = record.configuration();
    confirming.putIfAbsent(record.configuration().id(), 0L);
  }

  /**
   * A node begins to write a configuration, or tells it to others. Whoever does so first has made
   * it.
   */
  void writes(int node, Configuration now) {
    if (!confirming.containsKey(now.id())) {
      requireRightStep(node, begun[node], now);
      confirming.put(now.id(), 0L);
      made.put(now.id(), new Made(node, roster.voters(begun[node])));
    }
    begun[node] = now;
  }

  /** What was begun and is not durable is lost. */
  void crashed(int node) {
    begun[node] = held[node];
  }

  /**
   * A record is durable on a node.
   *
   * @return the voters before, if the node has just changed them in its own tenure
   */
  OptionalLong stores(int node, VoteRecord record) {
    Configuration before = held[node];
    Configuration now = record.configuration();
    identities[node] = record.identity();
    if (now.id().term() == record.ballot().term()) {
      confirming.merge(now.id(), 1L << node, (one, other) -> one | other);
    }
    if (before.id().equals(now.id())) {
      return OptionalLong.empty();
    }
    held[node] = now;
    requireOverlap(now);
    Made origin = made.get(now.id());
    boolean newer = now.id().isNewerThan(before.id());
    boolean changed =
        newer && origin != null && origin.by == node && origin.votersBefore != roster.voters(now);
    return changed ? OptionalLong.of(origin.votersBefore) : OptionalLong.empty();
  }

  /** A leader says that a configuration is confirmed. */
  void confirms(int node, Configuration configuration) {
    requireConfirmed(node, configuration);
  }

  /** A node asserts that it leads a term, and says what it holds. */
  void leads(int node, long term, ConfigurationId shown) {
    if (shown.term() != term) {
      throw new Violation(
          Invariant.CONFIGURATION_IN_ITS_TERM,
          "%s leads term %d with configuration %s".formatted(roster.id(node), term, shown));
    }
  }

  private void requireRightStep(int node, Configuration before, Configuration next) {
    int difference = Long.bitCount(roster.voters(before) ^ roster.voters(next));
    boolean first = next.id().term() != before.id().term();
    if (difference > (first ? 0 : 1)) {
      throw new Violation(
          Invariant.ONE_VOTER_A_STEP,
          "%s goes from configuration %s with voters %s to %s with %s"
              .formatted(
                  roster.id(node),
                  before.id(),
                  roster.names(roster.voters(before)),
                  next.id(),
                  roster.names(roster.voters(next))));
    }
    if (!first) {
      requireConfirmed(node, before);
    }
  }

  private void requireConfirmed(int node, Configuration configuration) {
    long voters = roster.voters(configuration);
    long confirmed = confirming.getOrDefault(configuration.id(), 0L);
    if (!Roster.isQuorum(voters, confirmed, minimumQuorum)) {
      throw new Violation(
          Invariant.CHANGED_WHEN_CONFIRMED,
          "%s takes configuration %s with voters %s for confirmed; only %s held it in its term"
              .formatted(
                  roster.id(node),
                  configuration.id(),
                  roster.names(voters),
                  roster.names(confirmed)));
    }
  }

  private void requireOverlap(Configuration changed) {
    if (!canElect(changed)) {
      return;
    }
    for (Configuration other : held) {
      if (!other.id().equals(changed.id())
          && canElect(other)
          && !electorate(changed).overlaps(electorate(other))) {
        throw new Violation(
            Invariant.CONFIGURATIONS_OVERLAP,
            "configurations %s with voters %s and %s with %s can both elect"
                .formatted(
                    changed.id(),
                    roster.names(roster.voters(changed)),
                    other.id(),
                    roster.names(roster.voters(other))));
      }
    }
  }

  /** Whether a quorum holds nothing newer; a member whose disk was wiped votes no more. */
  private boolean canElect(Configuration configuration) {
    long willing = 0;
    for (ConfigurationMember member : configuration.members()) {
      int node = roster.index(member.id());
      boolean known = !member.isIdentified() || member.identity() == identities[node];
      boolean reachable = ((lost >>> node) & 1) == 0;
      if (known && reachable && !held[node].id().isNewerThan(configuration.id())) {
        willing |= 1L << node;
      }
    }
    return Roster.isQuorum(roster.voters(configuration), willing, minimumQuorum);
  }

  private Electorate electorate(Configuration configuration) {
    return Electorate.of(roster.voters(configuration), minimumQuorum);
  }
}
