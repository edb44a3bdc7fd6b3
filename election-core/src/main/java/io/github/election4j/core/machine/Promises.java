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
 * @param forgottenLengthNanos how long that promise may have been; 0 if there was no such restart
 */
record Promises(List<Promise> outstanding, long forgottenUntilNanos, long forgottenLengthNanos) {

  /** No promise was ever made. */
  static final Promises NONE = new Promises(List.of(), 0, 0);

  /**
   * A promise to the node that holds, or campaigns for, a term.
   *
   * @param lengthNanos how long it was when it was made: what a restart must take it for
   */
  record Promise(long term, String holder, long untilNanos, long lengthNanos) {}

  /**
   * What a voter must assume that starts again: the longest promise that it ever made, made at the
   * last instant.
   */
  static Promises afterRestart(long nowNanos, long longestPromiseNanos) {
    return longestPromiseNanos == 0
        ? NONE
        : new Promises(List.of(), nowNanos + longestPromiseNanos, longestPromiseNanos);
  }

  /** Makes or extends the promise of a term: within a term it only grows. */
  Promises with(long term, String holder, long nowNanos, long promiseNanos) {
    long until = nowNanos + promiseNanos;
    long length = promiseNanos;
    List<Promise> kept = new ArrayList<>(outstanding.size() + 1);
    for (Promise promise : outstanding) {
      if (promise.term == term) {
        // What remains is never more than the length of the one that lasts longer.
        length = Moments.isDue(promise.untilNanos, until) ? length : promise.lengthNanos;
        until = Moments.later(until, promise.untilNanos);
      } else if (!Moments.isDue(promise.untilNanos, nowNanos)) {
        kept.add(promise);
      }
    }
    kept.add(new Promise(term, holder, until, length));
    return new Promises(List.copyOf(kept), forgottenUntilNanos, forgottenLengthNanos);
  }

  /** Voids what was promised to the term that its leader has released, and nothing else. */
  Promises released(Release release) {
    List<Promise> kept =
        outstanding.stream()
            .filter(
                promise ->
                    promise.term != release.term() || !promise.holder.equals(release.leader()))
            .toList();
    return new Promises(kept, forgottenUntilNanos, forgottenLengthNanos);
  }

  /** How much is left of the longest promise to anybody but one node; 0 if there is none. */
  long remainingToOthers(String node, long nowNanos) {
    long remaining = forgottenLengthNanos > 0 ? Math.max(0, forgottenUntilNanos - nowNanos) : 0;
    for (Promise promise : outstanding) {
      if (!promise.holder.equals(node)) {
        remaining = Math.max(remaining, promise.untilNanos - nowNanos);
      }
    }
    return remaining;
  }

  /** The length of the longest promise that may be outstanding; 0 if none is. */
  long longestOwedNanos(long nowNanos) {
    boolean forgotten = forgottenLengthNanos > 0 && !Moments.isDue(forgottenUntilNanos, nowNanos);
    long longest = forgotten ? forgottenLengthNanos : 0;
    for (Promise promise : outstanding) {
      if (!Moments.isDue(promise.untilNanos, nowNanos)) {
        longest = Math.max(longest, promise.lengthNanos);
      }
    }
    return longest;
  }
}
