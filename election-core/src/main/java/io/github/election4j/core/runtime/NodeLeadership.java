/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leadership;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.NodeView;
import java.time.Duration;

/**
 * One tenure, judged by the newest view at the moment of asking.
 *
 * @param views what the node publishes
 * @param term the term
 */
record NodeLeadership(Views views, long term) implements Leadership {

  @Override
  public boolean isValid() {
    NodeView view = views.current();
    return isTenure(view, term) && view.isActive(System.nanoTime());
  }

  @Override
  public Duration remaining() {
    NodeView view = views.current();
    return isTenure(view, term)
        ? Duration.ofNanos(remainingNanos(view, System.nanoTime()))
        : Duration.ZERO;
  }

  @Override
  public boolean isHandingOver() {
    NodeView view = views.current();
    return view.role() == Role.LEADER
        && view.term() == term
        && view.lease().isGivenUp(System.nanoTime());
  }

  /** Whether a view belongs to a tenure that was gained and is not lost. */
  static boolean isTenure(NodeView view, long term) {
    return view.role() == Role.LEADER && view.term() == term && view.lease().held();
  }

  static long remainingNanos(NodeView view, long nowNanos) {
    Lease lease = view.lease();
    return lease.isValid(nowNanos) ? lease.untilNanos() - nowNanos : 0;
  }
}
