/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionSettings;
import io.github.election4j.ElectionSettings.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which timing would do where forced writes take as long, or threads are as late, as they are. */
final class TimingAdvice {

  /** Nobody can tell how long it takes next time: twice the worst so far. */
  private static final int MARGIN = 2;

  /** Times that a person likes to read. */
  private static final long STEP_MILLIS = 50;

  private static final Map<String, Timing> PRESETS = new LinkedHashMap<>();

  static {
    PRESETS.put("SHARED", Timing.SHARED);
    PRESETS.put("WIDE", Timing.WIDE);
  }

  private TimingAdvice() {}

  /**
   * These settings, with all their times stretched alike until the shortest election timeout is
   * twice a forced write: so every rule that they keep now, they keep then.
   *
   * @param settings those in use
   * @param write the longest forced write
   */
  static ElectionSettings forWrites(ElectionSettings settings, Duration write) {
    return stretched(settings, write.multipliedBy(MARGIN));
  }

  /**
   * These settings, stretched until they bear twice that lateness.
   *
   * @param settings those in use
   * @param late how late a thread was
   */
  static ElectionSettings forLateness(ElectionSettings settings, Duration late) {
    Duration shortest = settings.timing().minElectionTimeout();
    return stretched(
        settings,
        shortest
            .multipliedBy(late.toNanos() * MARGIN)
            .dividedBy(bearableLateness(settings).toNanos()));
  }

  /**
   * How late a leader may be with a heartbeat, or an answer with coming, before the lease that the
   * heartbeat before it brought is over.
   */
  static Duration bearableLateness(ElectionSettings settings) {
    double drift = settings.lease().maxClockDrift();
    double lease = settings.lease().promise().toNanos() * (1 - drift) / (1 + drift);
    return Duration.ofNanos((long) lease).minus(settings.timing().heartbeatInterval());
  }

  /** What a person is to set: the first preset that would do, or else times of one's own. */
  static String words(ElectionSettings advice) {
    Duration shortest = advice.timing().minElectionTimeout();
    return PRESETS.entrySet().stream()
        .filter(preset -> preset.getValue().minElectionTimeout().compareTo(shortest) >= 0)
        .map(
            preset ->
                "timing(%s), election after %d to %d ms,"
                    .formatted(
                        preset.getKey(),
                        preset.getValue().minElectionTimeout().toMillis(),
                        preset.getValue().maxElectionTimeout().toMillis()))
        .findFirst()
        .orElseGet(
            () ->
                "electionTimeout(%d ms, %d ms), heartbeatInterval(%d ms), lease(%d ms)"
                    .formatted(
                        shortest.toMillis(),
                        advice.timing().maxElectionTimeout().toMillis(),
                        advice.timing().heartbeatInterval().toMillis(),
                        advice.lease().promise().toMillis()));
  }

  private static ElectionSettings stretched(ElectionSettings settings, Duration needed) {
    ElectionSettings.Timing timing = settings.timing();
    ElectionSettings.Lease lease = settings.lease();
    Duration shortest = timing.minElectionTimeout();
    Duration wanted = Duration.ofMillis(roundUp(needed.toMillis()));
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
                stretch.up(lease.promise()),
                lease.maxClockDrift(),
                lease.activation(),
                lease.refusedMeansDead()));
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
