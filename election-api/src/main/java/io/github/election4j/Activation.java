/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/**
 * When a member that has won an election begins to act as the leader.
 *
 * <p>An election is decided by votes, at once, and gives the term. Exclusivity in time is another
 * thing: each voter has promised the leader before, for the length of the lease setting, to help
 * nobody else become active. How to choose: if everything that the leader does goes to systems that
 * refuse an old term, {@link #WHEN_ELECTED} saves the wait; in all other cases, and when in doubt,
 * {@link #WHEN_EXCLUSIVE}.
 *
 * @since 0.1
 */
public enum Activation {
  /**
   * When every promise made to an earlier leader has run out or was released. Promised: at most one
   * member is active at any instant, while every clock's rate is within the configured drift. The
   * price: after a crash the new leader waits for what is left of the promises, at most the length
   * of the lease setting; after a hand-over it waits for nothing. The default.
   */
  WHEN_EXCLUSIVE,
  /**
   * At once. Promised: at most one leader a term, and terms grow. Not promised: exclusivity in
   * time; an earlier leader that has not noticed yet may be active too, for at most the length of a
   * lease. Only the term, used as a fencing token, keeps their effects apart.
   */
  WHEN_ELECTED
}
