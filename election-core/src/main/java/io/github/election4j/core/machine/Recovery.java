/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the members of a cluster are replaced that has lost its majority for good (design, section
 * 5).
 */
public final class Recovery {

  /** A version after the first: the cluster was founded long ago, and nobody asks who founds it. */
  private static final int FOUNDED = 2;

  /** The last era in which elections can be held: the highest term itself begins no other. */
  public static final int LAST_ERA = Era.LAST;

  /** Peers that knew a later one have ended with the lost cluster. */
  private static final long FIRST_INCARNATION = 1;

  private Recovery() {}

  /**
   * The record that a survivor goes on with. Survivors that are given the same members come to the
   * same configuration.
   *
   * @param old of a term that leaves a later era, see {@link #eraAfter}
   * @param members the members from now on
   * @param longestLeaseNanos how long a promise of the lost cluster may have been; it is taken to
   *     be outstanding after the next start
   * @return what it is to hold
   */
  public static VoteRecord recovered(VoteRecord old, List<Member> members, long longestLeaseNanos) {
    int era = eraAfter(old).orElseThrow();
    return new VoteRecord(
        new Ballot(Era.firstTerm(era), Optional.empty()),
        configuration(era, originOf(old, members), members),
        Math.max(old.longestPromiseNanos(), longestLeaseNanos),
        old.incarnation(),
        old.identity());
  }

  /**
   * The era that a recovery of a record begins.
   *
   * @param old the record
   * @return empty if its term leaves none, as no cluster's elections bring about
   */
  public static OptionalInt eraAfter(VoteRecord old) {
    int next = Era.of(old.ballot().term()) + 1;
    return next <= Era.LAST ? OptionalInt.of(next) : OptionalInt.empty();
  }

  /**
   * The record that a survivor goes on with whose own record is not to be trusted: somebody has put
   * values there that no member of its cluster ever had. Nothing is taken from it but who it is.
   *
   * @param old what it held
   * @param members the members from now on
   * @param longestLeaseNanos how long a promise of the lost cluster may have been, as a person
   *     knows
   * @param era the era to begin, as a person knows that it is a later one than the lost cluster's
   * @return what it is to hold
   */
  public static VoteRecord distrusting(
      VoteRecord old, List<Member> members, long longestLeaseNanos, int era) {
    return new VoteRecord(
        new Ballot(Era.firstTerm(era), Optional.empty()),
        configuration(era, Members.founding(members).origin(), members),
        longestLeaseNanos,
        FIRST_INCARNATION,
        old.identity());
  }

  private static Configuration configuration(int era, long origin, List<Member> members) {
    return new Configuration(
        new ConfigurationId(Era.firstTerm(era), FOUNDED),
        origin,
        members.stream().map(Members::newcomer).toList());
  }

  /** A cluster whose origin nobody knows any more is founded anew. */
  private static long originOf(VoteRecord old, List<Member> members) {
    long origin = old.configuration().origin();
    return origin == Configuration.UNKNOWN_ORIGIN ? Members.founding(members).origin() : origin;
  }
}
