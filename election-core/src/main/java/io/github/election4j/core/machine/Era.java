/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.WireLimits;

/**
 * Terms come in eras; a recovery begins the next one (design, section 5 rule 15). No cluster holds
 * so many elections as an era has terms, so every fencing token of a lost cluster is older than any
 * of the recovered one, whatever the lost members had reached. 2^22 recoveries fit below the
 * highest term.
 */
final class Era {

  private static final int BITS = 40;

  /** The last one in which elections can be held: the highest term itself begins no other. */
  static final int LAST = (int) (WireLimits.MAX_TERM >> BITS) - 1;

  /** One message takes away at most one part in so many of the terms that are left. */
  private static final long PARTS = 1_000_000;

  private Era() {}

  /** Which era a term is of; the first is 0. */
  static int of(long term) {
    return (int) (term >> BITS);
  }

  static long firstTerm(int era) {
    return (long) era << BITS;
  }

  static boolean isSame(long term, long other) {
    return term >> BITS == other >> BITS;
  }

  /** The first term of the era after that of a term; it may be above the highest that there is. */
  static long firstOfNext(long term) {
    return ((term >> BITS) + 1) << BITS;
  }

  /** How many terms of its era can still be begun after a term. The last one is never begun. */
  static long leftAfter(long term) {
    long last = Math.min(firstOfNext(term) - 1, WireLimits.MAX_TERM);
    return Math.max(0, last - 1 - term);
  }

  /** The highest term that a node follows at once which is in a term (design, section 3 rule 8). */
  static long highestPlausible(long term) {
    long left = leftAfter(term);
    return term + Math.min(left, Math.max(1, left / PARTS));
  }
}
