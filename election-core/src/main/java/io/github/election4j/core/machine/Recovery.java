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
import io.github.election4j.wire.WireLimits;
import java.util.List;
import java.util.Optional;

/**
 * How the members of a cluster are replaced that has lost its majority for good (design, section
 * 5).
 */
public final class Recovery {

  /** A version after the first: the cluster was founded long ago, and nobody asks who founds it. */
  private static final int FOUNDED = 2;

  private Recovery() {}

  /**
   * The record that a survivor goes on with. Survivors that are given the same members come to the
   * same configuration.
   *
   * @param old what it held
   * @param members the members from now on
   * @param longestLeaseNanos how long a promise of the lost cluster may have been; it is taken to
   *     be outstanding after the next start
   * @return what it is to hold
   */
  public static VoteRecord recovered(VoteRecord old, List<Member> members, long longestLeaseNanos) {
    long term = Era.firstOfNext(old.ballot().term());
    Invariants.check(
        term <= WireLimits.MAX_TERM,
        "term %d cannot be raised any further by a recovery",
        old.ballot().term());
    Configuration configuration =
        old.configuration()
            .withMembers(
                new ConfigurationId(term, FOUNDED),
                members.stream().map(Members::newcomer).toList());
    return new VoteRecord(
        new Ballot(term, Optional.empty()),
        configuration,
        Math.max(old.longestPromiseNanos(), longestLeaseNanos),
        old.incarnation(),
        old.identity());
  }
}
