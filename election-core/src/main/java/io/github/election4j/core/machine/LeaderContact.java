/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Sender;
import java.util.OptionalLong;

/**
 * The leader that a node knows.
 *
 * @param term the term that it leads
 * @param id its member id
 * @param heardAs the incarnation as which this node heard it itself; empty if it only knows of it
 *     from somebody else
 * @param heardAtNanos when it was last heard, or told of
 * @param suspected whether there is evidence, younger than its last heartbeat, that its process is
 *     gone
 */
record LeaderContact(
    long term, String id, OptionalLong heardAs, long heardAtNanos, boolean suspected) {

  static LeaderContact heard(long term, Sender leader, long nowNanos) {
    return new LeaderContact(
        term, leader.id(), OptionalLong.of(leader.incarnation()), nowNanos, false);
  }

  static LeaderContact hinted(long term, String id, long nowNanos) {
    return new LeaderContact(term, id, OptionalLong.empty(), nowNanos, false);
  }

  LeaderContact withSuspicion() {
    return new LeaderContact(term, id, heardAs, heardAtNanos, true);
  }

  boolean heard() {
    return heardAs.isPresent();
  }

  /** Whether it is this very process that leads: not an earlier or a later start of the member. */
  boolean isProcess(String member, long incarnation) {
    return id.equals(member) && heardAs.equals(OptionalLong.of(incarnation));
  }

  /** Whether others have said lately that they hear this leader, though this node does not. */
  boolean isHintedLately(long nowNanos, long maxElectionNanos) {
    return !heard() && nowNanos - heardAtNanos < 2 * maxElectionNanos;
  }

  /**
   * Whether a voter that knows this leader refuses others: it has heard it within the minimum
   * election timeout (thesis 4.2.3).
   */
  boolean isAlive(long nowNanos, long minElectionNanos) {
    return heard() && !suspected && nowNanos - heardAtNanos < minElectionNanos;
  }
}
