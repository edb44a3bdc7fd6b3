/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/** When a member that has won an election begins to act as the leader. */
public enum Activation {
  /**
   * When every promise made to an earlier leader has run out or was released: at most one member is
   * active at any instant, while every clock's rate is within the configured drift. The default.
   */
  WHEN_EXCLUSIVE,
  /**
   * At once. An earlier leader that has not noticed yet may be active too, for at most the length
   * of a lease; only the term, used as a fencing token, keeps their effects apart. For users who
   * check the token wherever the leader acts.
   */
  WHEN_ELECTED
}
