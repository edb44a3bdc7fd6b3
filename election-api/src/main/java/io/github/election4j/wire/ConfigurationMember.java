/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * One member as a configuration records it.
 *
 * @param id the member's id, unique in the configuration
 * @param address where its transport is reached, in whatever form the transport understands
 * @param priority its rank among candidates, higher first; 0 makes a voter a witness, which votes
 *     and never leads
 * @param voter whether it votes; an observer only listens
 * @param identity the identity of the state directory that it first confirmed with, or one of the
 *     constants
 * @since 0.1
 */
public record ConfigurationMember(
    String id, String address, int priority, boolean voter, long identity) {

  /**
   * The identity of a founder that has not confirmed a configuration yet. Its own word about its
   * priority counts until then.
   */
  public static final long UNKNOWN_IDENTITY = 0;

  /**
   * The identity of a member that a leader has added, and that has not confirmed a configuration
   * yet.
   */
  public static final long EXPECTED_IDENTITY = 1;

  /**
   * The identity of every member that keeps its votes in memory: nothing tells one memory from
   * another.
   */
  public static final long VOLATILE_IDENTITY = 2;

  /** Checks the bounds. */
  public ConfigurationMember {
    WireLimits.requireName("member id", id);
    WireLimits.requireAddress(address);
    WireLimits.requireRange("priority", priority, 0, WireLimits.MAX_PRIORITY);
  }

  /**
   * The same member with the identity of its state directory.
   *
   * @param newIdentity the identity that it confirmed with
   * @return the member with that identity
   */
  public ConfigurationMember withIdentity(long newIdentity) {
    return new ConfigurationMember(id, address, priority, voter, newIdentity);
  }

  /**
   * Whether the member has confirmed a configuration, so that its state directory is known.
   *
   * @return false for the founder and for the newcomer that has not
   */
  public boolean isIdentified() {
    return identity != UNKNOWN_IDENTITY && identity != EXPECTED_IDENTITY;
  }

  /**
   * The same member with another priority.
   *
   * @param newPriority 0 for a witness
   * @return the member with that priority
   */
  public ConfigurationMember withPriority(int newPriority) {
    return new ConfigurationMember(id, address, newPriority, voter, identity);
  }

  /**
   * The same member with or without a vote.
   *
   * @param votes whether it votes
   * @return the member, as a voter or as an observer
   */
  public ConfigurationMember asVoter(boolean votes) {
    return new ConfigurationMember(id, address, priority, votes, identity);
  }

  /**
   * What part this member has in elections.
   *
   * @return a voter, a witness (a voter of priority 0) or an observer
   */
  public MemberKind kind() {
    if (!voter) {
      return MemberKind.OBSERVER;
    }
    return priority > 0 ? MemberKind.VOTER : MemberKind.WITNESS;
  }

  /**
   * The id, and the kind of member if it is another than most, for a person.
   *
   * @return for example {@code a}, {@code b (witness)}
   */
  public String describe() {
    return kind() == MemberKind.VOTER ? id : "%s (%s)".formatted(id, kind().word());
  }

  /**
   * Whether this member may campaign: a voter that is no witness.
   *
   * @return true for a voter of priority above 0
   */
  public boolean mayLead() {
    return kind() == MemberKind.VOTER;
  }
}
