/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One round of questions to all voters: which of them have granted it. Immutable.
 *
 * @param number the round's number in this incarnation: a reply to another round changes nothing
 *     (design, section 3 rule 6)
 * @param sentAtNanos read before the first question was handed to the transport; asking again does
 *     not move it
 * @param granted the voters that granted, each counted once
 * @param resend when those that have not granted are asked again
 */
record Round(long number, long sentAtNanos, Set<String> granted, Resend resend) {

  /** When to ask again, and after how long once more. */
  record Resend(long atNanos, long intervalNanos) {

    static Resend every(long nowNanos, long intervalNanos) {
      return new Resend(nowNanos + intervalNanos, intervalNanos);
    }

    Resend next(long nowNanos, long longestNanos) {
      return every(nowNanos, Math.min(longestNanos, 2 * intervalNanos));
    }
  }

  static Round begin(long number, long nowNanos, long resendNanos) {
    return new Round(number, nowNanos, Set.of(), Resend.every(nowNanos, resendNanos));
  }

  Round withGrant(String voter) {
    Set<String> all = new TreeSet<>(granted);
    all.add(voter);
    return new Round(number, sentAtNanos, Collections.unmodifiableSet(all), resend);
  }

  Round resent(long nowNanos, long longestNanos) {
    return new Round(number, sentAtNanos, granted, resend.next(nowNanos, longestNanos));
  }
}
