/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/**
 * What a member is at the moment.
 *
 * @since 0.1
 */
public enum Role {
  /** Follows a leader, or waits for one (Raft 5.2). */
  FOLLOWER,
  /** Asks whether it would be elected, having changed nothing yet (thesis 9.6). */
  PRE_CANDIDATE,
  /** Asks for votes in a new term (Raft 5.2). */
  CANDIDATE,
  /**
   * Was elected. Whether it is also active, that is, exclusive, is the lease's matter: see {@link
   * Election#isLeader()}.
   */
  LEADER,
  /**
   * Listens and knows the leader, but does not vote: an observer, or not (or no longer) a member.
   */
  OBSERVER,
  /** Has been closed; takes no part any more. The last role. */
  CLOSED,
  /**
   * Met a fault that it cannot go on with safely, and takes no part any more: see {@link
   * ElectionStatus#failure()}. The last role, also after {@link Election#close()}. To go on, repair
   * what the reason names and start the member again.
   */
  FAILED
}
