/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Converts between the members that users write and those that configurations hold. */
public final class Members {

  /**
   * FNV-1a, 64 bits: enough to tell founders apart that were given different members by mistake.
   */
  private static final long ORIGIN_SEED = 0xcbf29ce484222325L;

  private static final long ORIGIN_PRIME = 0x100000001b3L;

  private Members() {}

  /**
   * The configuration that founders start with.
   *
   * @param founders the members that the user wrote
   * @return a configuration of the first id; the empty configuration if there are none
   */
  public static Configuration founding(List<Member> founders) {
    return founders.isEmpty()
        ? Configuration.NONE
        : withOrigin(founders.stream().map(Members::founder).toList());
  }

  /**
   * The configuration that founders start with who have found one another. Its origin is negative,
   * and so another than that of a list which was given with the same members: other rules hold.
   *
   * @param founders those who were found
   * @return a configuration of the first id
   */
  public static Configuration gathered(List<Member> founders) {
    Configuration first = founding(founders);
    return new Configuration(first.id(), first.origin() | Long.MIN_VALUE, first.members());
  }

  /**
   * Whether a member that was given no list may still look for founders.
   *
   * @param held the configuration that it holds
   * @return false once it belongs to a cluster, or is bound to a list that one is founded with
   */
  public static boolean mayGather(Configuration held) {
    return held.equals(Configuration.NONE)
        || (Founding.isGathered(held) && !Founding.isBegun(held));
  }

  /**
   * Whether founders that have found one another have not founded their cluster yet.
   *
   * @param held the configuration that a member holds
   * @return true until a leader was active with it
   */
  public static boolean areGathering(Configuration held) {
    return Founding.isGathered(held) && Founding.isOpen(held);
  }

  private static Configuration withOrigin(List<ConfigurationMember> founders) {
    Configuration first = new Configuration(ConfigurationId.FIRST, founders);
    long origin = ORIGIN_SEED;
    for (ConfigurationMember member : first.members()) {
      String words = "%s %s %s;".formatted(member.id(), member.address(), member.voter());
      for (byte octet : words.getBytes(StandardCharsets.UTF_8)) {
        origin = (origin ^ (octet & 0xff)) * ORIGIN_PRIME;
      }
    }
    return new Configuration(first.id(), Math.max(1, origin & Long.MAX_VALUE), first.members());
  }

  /**
   * The members of a configuration as users write them.
   *
   * @param configuration the configuration
   * @return its members, ordered by id
   */
  public static List<Member> of(Configuration configuration) {
    return configuration.members().stream().map(Members::member).toList();
  }

  static ElectionEvent.MembersChanged changed(long term, Configuration configuration) {
    return new ElectionEvent.MembersChanged(term, configuration.id().toString(), of(configuration));
  }

  static ConfigurationMember founder(Member member) {
    return with(member, ConfigurationMember.UNKNOWN_IDENTITY);
  }

  static ConfigurationMember newcomer(Member member) {
    return with(member, ConfigurationMember.EXPECTED_IDENTITY);
  }

  private static ConfigurationMember with(Member member, long identity) {
    return new ConfigurationMember(
        member.id(), member.address(), member.priority(), member.voter(), identity);
  }

  /**
   * A member of a configuration as users write it.
   *
   * @param member what the configuration holds
   * @return the same without its identity
   */
  public static Member member(ConfigurationMember member) {
    return new Member(member.id(), member.address(), member.priority(), member.voter());
  }
}
