/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.Optional;

/**
 * Everything that a member must still know after a crash. It is written as one, so that a ballot
 * and the configuration that it was cast in are durable together.
 *
 * @param ballot the term, and the vote in it
 * @param configuration the newest configuration installed
 * @param longestPromiseNanos the longest promise ever made, in nanoseconds: after a restart,
 *     promises are forgotten, and this much is taken to be outstanding
 * @param incarnation how often, at least, the process was started on this record
 * @param identity drawn at random when the record was first made; a wiped disk gets another one
 * @since 0.1
 */
public record VoteRecord(
    Ballot ballot,
    Configuration configuration,
    long longestPromiseNanos,
    long incarnation,
    long identity) {

  /** Checks the bounds. */
  public VoteRecord {
    WireLimits.requirePromise("longest promise", longestPromiseNanos);
    WireLimits.requireRange("incarnation", incarnation, 0, Long.MAX_VALUE);
    if (configuration.id().term() > ballot.term()) {
      throw new IllegalArgumentException(
          "ballot has term %d; expected at least the configuration's term %d"
              .formatted(ballot.term(), configuration.id().term()));
    }
  }

  /**
   * A term and the vote in it.
   *
   * @param term the latest term that the member has seen
   * @param vote the id of the candidate that it voted for in that term, if it did
   * @since 0.1
   */
  public record Ballot(long term, Optional<String> vote) {

    /** The ballot of a member that never took part in an election. */
    public static final Ballot NONE = new Ballot(0, Optional.empty());

    /** Checks the bounds. */
    public Ballot {
      WireLimits.requireTerm(term);
      vote.ifPresent(id -> WireLimits.requireName("vote", id));
    }
  }
}
