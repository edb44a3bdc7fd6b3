/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/** What a member is at the moment. */
public enum Role {
  /** Follows a leader, or waits for one. */
  FOLLOWER,
  /** Asks whether it would be elected, having changed nothing yet. */
  PRE_CANDIDATE,
  /** Asks for votes in a new term. */
  CANDIDATE,
  /**
   * Was elected. Whether it is also active, that is, exclusive, is the lease's matter: see {@link
   * Election#isLeader()}.
   */
  LEADER,
  /** Listens and knows the leader, but does not vote. */
  OBSERVER,
  /** Has been closed; takes no part any more. */
  CLOSED,
  /**
   * Met a fault that it cannot go on with safely, and takes no part any more: see {@link
   * ElectionStatus#failure()}.
   */
  FAILED
}
