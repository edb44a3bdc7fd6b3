/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.PeerRequest.Release;
import java.util.ArrayList;
import java.util.List;

/**
 * What a voter has promised: until a moment of its own clock, to help nobody but the holder become
 * active (design, section 4). A promise does not stop it from voting; it makes the winner wait.
 * Immutable.
 *
 * @param outstanding one promise a term, those that have run out left out from time to time
 * @param forgottenUntilNanos until when a promise may be outstanding that was made before a restart
 *     and forgotten by it
 * @param anyForgotten whether there was such a restart at all
 */
record Promises(List<Promise> outstanding, long forgottenUntilNanos, boolean anyForgotten) {

  /** No promise was ever made. */
  static final Promises NONE = new Promises(List.of(), 0, false);

  /** A promise to the node that holds, or campaigns for, a term. */
  record Promise(long term, String holder, long untilNanos) {}

  /**
   * What a voter must assume that starts again: the longest promise that it ever made, made at the
   * last instant.
   */
  static Promises afterRestart(long nowNanos, long longestPromiseNanos) {
    return longestPromiseNanos == 0
        ? NONE
        : new Promises(List.of(), nowNanos + longestPromiseNanos, true);
  }

  /** Makes or extends the promise of a term: within a term it only grows. */
  Promises with(long term, String holder, long nowNanos, long promiseNanos) {
    long until = nowNanos + promiseNanos;
    List<Promise> kept = new ArrayList<>(outstanding.size() + 1);
    for (Promise promise : outstanding) {
      if (promise.term == term) {
        until = Moments.later(until, promise.untilNanos);
      } else if (!Moments.isDue(promise.untilNanos, nowNanos)) {
        kept.add(promise);
      }
    }
    kept.add(new Promise(term, holder, until));
    return new Promises(List.copyOf(kept), forgottenUntilNanos, anyForgotten);
  }

  /** Voids what was promised to the term that its leader has released, and nothing else. */
  Promises released(Release release) {
    List<Promise> kept =
        outstanding.stream()
            .filter(
                promise ->
                    promise.term != release.term() || !promise.holder.equals(release.leader()))
            .toList();
    return new Promises(kept, forgottenUntilNanos, anyForgotten);
  }

  /** How much is left of the longest promise to anybody but one node; 0 if there is none. */
  long remainingToOthers(String node, long nowNanos) {
    long remaining = anyForgotten ? Math.max(0, forgottenUntilNanos - nowNanos) : 0;
    for (Promise promise : outstanding) {
      if (!promise.holder.equals(node)) {
        remaining = Math.max(remaining, promise.untilNanos - nowNanos);
      }
    }
    return remaining;
  }
}
