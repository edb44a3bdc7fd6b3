/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

/**
 * The leader that a node knows.
 *
 * @param term the term that it leads
 * @param id its member id
 * @param heard whether this node heard it itself; false if it only knows from somebody else
 * @param heardAtNanos when it was last heard, or told of
 * @param suspected whether there is evidence, younger than its last heartbeat, that its process is
 *     gone
 */
record LeaderContact(long term, String id, boolean heard, long heardAtNanos, boolean suspected) {

  static LeaderContact heard(long term, String id, long nowNanos) {
    return new LeaderContact(term, id, true, nowNanos, false);
  }

  static LeaderContact hinted(long term, String id, long nowNanos) {
    return new LeaderContact(term, id, false, nowNanos, false);
  }

  LeaderContact withSuspicion() {
    return new LeaderContact(term, id, heard, heardAtNanos, true);
  }

  /** Whether others have said lately that they hear this leader, though this node does not. */
  boolean isHintedLately(long nowNanos, long maxElectionNanos) {
    return !heard && nowNanos - heardAtNanos < 2 * maxElectionNanos;
  }

  /**
   * Whether a voter that knows this leader refuses others: it has heard it within the minimum
   * election timeout (thesis 4.2.3).
   */
  boolean isAlive(long nowNanos, long minElectionNanos) {
    return heard && !suspected && nowNanos - heardAtNanos < minElectionNanos;
  }
}
