/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionSettings;
import java.time.Duration;

/** Which timing would do where forced writes take as long as they do. */
final class TimingAdvice {

  /** Nobody can tell how long the next write takes: twice the worst one so far. */
  private static final int MARGIN = 2;

  /** Times that a person likes to read. */
  private static final long STEP_MILLIS = 50;

  private TimingAdvice() {}

  /**
   * These settings, with all their times stretched alike until the shortest election timeout is
   * twice a forced write: so every rule that they keep now, they keep then.
   *
   * @param settings those in use
   * @param write the longest forced write
   */
  static ElectionSettings forWrites(ElectionSettings settings, Duration write) {
    ElectionSettings.Timing timing = settings.timing();
    ElectionSettings.Lease lease = settings.lease();
    Duration shortest = timing.minElectionTimeout();
    Duration wanted = Duration.ofMillis(roundUp(write.toMillis() * MARGIN));
    Stretch stretch = new Stretch(wanted.compareTo(shortest) > 0 ? wanted : shortest, shortest);
    return settings
        .withTiming(
            new ElectionSettings.Timing(
                stretch.down(timing.heartbeatInterval()),
                stretch.up(shortest),
                stretch.up(timing.maxElectionTimeout()),
                stretch.up(timing.rpcTimeout())))
        .withLease(
            new ElectionSettings.Lease(
                stretch.up(lease.promise()), lease.maxClockDrift(), lease.activation()));
  }

  /** In whole milliseconds; to which side they are rounded keeps the rules between them. */
  private record Stretch(Duration to, Duration from) {

    Duration down(Duration time) {
      return Duration.ofMillis(exact(time).toMillis());
    }

    Duration up(Duration time) {
      return Duration.ofMillis(exact(time).plusNanos(999_999).toMillis());
    }

    private Duration exact(Duration time) {
      return time.multipliedBy(to.toNanos()).dividedBy(from.toNanos());
    }
  }

  private static long roundUp(long millis) {
    return (millis / STEP_MILLIS + 1) * STEP_MILLIS;
  }
}
