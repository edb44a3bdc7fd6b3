/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.exploration.ExplorationPlan.Faults;

/** Counts the faults of each kind, four bits each, in one number. */
final class FaultCount {

  private static final int BITS = 4;
  private static final int MOST = (1 << BITS) - 1;

  private final Faults allowed;

  FaultCount(Faults allowed) {
    this.allowed = allowed;
  }

  /** Whether one more action keeps within what is allowed. */
  boolean allows(int action, int count) {
    int next = after(action, count);
    return (next & MOST) <= allowed.duplicates()
        && ((next >>> BITS) & MOST) <= allowed.losses()
        && (next >>> (2 * BITS)) <= allowed.crashes();
  }

  /** Counts an action, if it is a fault at all. */
  static int after(int action, int count) {
    return switch (Action.event(action)) {
      case DUPLICATION -> count + 1;
      case LOSS -> count + (1 << BITS);
      case CRASH -> count + (1 << (2 * BITS));
      case DELIVERY, WRITTEN, TICK, TIMER, START, RESIGN, TASKS_END, PROPOSAL, PROOF -> count;
    };
  }
}
