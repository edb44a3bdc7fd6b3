/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.Optional;

/**
 * What every reply between members begins with.
 *
 * @param sender who answers
 * @param term the answering node's term, after the request was dealt with
 * @param round the round of the request that this answers
 * @param verdict granted, or why not
 * @param hints what the asking node may not know yet
 * @since 0.1
 */
public record ReplyHeader(Sender sender, long term, long round, Verdict verdict, Hints hints) {

  /** Checks the bounds. */
  public ReplyHeader {
    WireLimits.requireTerm(term);
    WireLimits.requireRange("round", round, 0, Long.MAX_VALUE);
    if (hints.incarnation().isPresent() && verdict != Verdict.STALE_INCARNATION) {
      throw new IllegalArgumentException(
          "a hint of the incarnation comes with verdict %s; expected %s"
              .formatted(verdict, Verdict.STALE_INCARNATION));
    }
  }

  /**
   * Knowledge that rides on a reply.
   *
   * @param leader the leader that the answering node knows, so that a node with partial
   *     connectivity still learns who leads
   * @param configuration the answering node's configuration, if it is newer than the one of the
   *     request, or if the two were given different founders ({@link Verdict#FOUNDERS_DIFFER});
   *     with {@link Verdict#UNAVAILABLE} one of other founders, because of which the answering node
   *     takes no part in the first election
   * @param incarnation the latest incarnation of the asking member that the answering node has met,
   *     if the request was refused because it is of an earlier one
   * @since 0.1
   */
  public record Hints(
      Optional<LeaderHint> leader,
      Optional<Configuration> configuration,
      Optional<Long> incarnation) {

    /** No hint at all. */
    public static final Hints NONE =
        new Hints(Optional.empty(), Optional.empty(), Optional.empty());

    /** Checks the bounds. */
    public Hints {
      incarnation.ifPresent(
          number -> WireLimits.requireRange("incarnation", number, 0, Long.MAX_VALUE));
    }
  }

  /**
   * A leader as somebody else knows it.
   *
   * @param term the term that it leads
   * @param id its member id
   * @since 0.1
   */
  public record LeaderHint(long term, String id) {

    /** Checks the bounds. */
    public LeaderHint {
      WireLimits.requireTerm(term);
      WireLimits.requireName("leader id", id);
    }
  }
}
