/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.Arrays;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * How many voters of a configuration must agree: more than half of them, and at least the minimum
 * quorum.
 */
final class Quorum {

  private Quorum() {}

  static int size(Configuration configuration, int minimumQuorum) {
    return Math.max(configuration.quorum(), minimumQuorum);
  }

  static boolean isReached(Configuration configuration, int minimumQuorum, Set<String> agreeing) {
    int count = 0;
    for (ConfigurationMember member : configuration.members()) {
      if (member.voter() && agreeing.contains(member.id())) {
        count++;
      }
    }
    return count >= size(configuration, minimumQuorum);
  }

  /**
   * The latest moment that a quorum has reached: at least a quorum of the voters have this moment
   * or a later one.
   *
   * @param never long past: what the function answers for a voter that has no moment; also the
   *     answer if no quorum has one
   */
  static long latestMoment(
      Configuration configuration, int minimumQuorum, ToLongFunction<String> momentOf, long never) {
    // Sorted by their distance from one of them, since the clock may overflow.
    long[] moments = new long[configuration.members().size()];
    int voters = 0;
    for (ConfigurationMember member : configuration.members()) {
      if (member.voter()) {
        moments[voters++] = momentOf.applyAsLong(member.id()) - never;
      }
    }
    int quorum = size(configuration, minimumQuorum);
    if (quorum > voters) {
      return never;
    }
    Arrays.sort(moments, 0, voters);
    return moments[voters - quorum] + never;
  }
}
