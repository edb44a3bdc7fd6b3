/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/**
 * Checks {@link Invariant#BOUNDED_MESSAGES} for one node: how many calls it makes in each stretch
 * of time, on its clock.
 */
final class MessageBound {

  private final String id;
  private final long stretchNanos;
  private final int allowed;
  private long stretchBegan;
  private int calls;

  /**
   * Makes the check.
   *
   * @param id the node
   * @param stretchNanos over how long calls are counted
   * @param allowed how many are too many by one
   */
  MessageBound(String id, long stretchNanos, int allowed) {
    this.id = id;
    this.stretchNanos = stretchNanos;
    this.allowed = allowed;
  }

  /** The node makes a call. */
  void calls(long nowNanos) {
    if (nowNanos - stretchBegan >= stretchNanos || nowNanos - stretchBegan < 0) {
      stretchBegan = nowNanos;
      calls = 0;
    }
    calls++;
    if (calls > allowed) {
      throw new Violation(
          Invariant.BOUNDED_MESSAGES,
          "%s made more than %d calls in %d ns".formatted(id, allowed, stretchNanos));
    }
  }
}
