/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.wire.WireLimits;
import java.time.Duration;
import java.util.List;

/**
 * The rules that settings keep, whoever the members are. The README's table of settings says the
 * same in words.
 */
final class SettingsRules {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  static final Duration LONGEST = Duration.ofNanos(WireLimits.MAX_PROMISE_NANOS);

  private final ElectionSettings settings;
  private final Faults faults = new Faults();

  SettingsRules(ElectionSettings settings) {
    this.settings = settings;
  }

  List<Fault> check() {
    if (!WireLimits.isName(settings.group())) {
      faults.add("group", settings.group(), WireLimits.NAME_RULE);
    }
    if (settings.minimumQuorum() < 1) {
      faults.add("minimumQuorum", settings.minimumQuorum(), "expected at least 1");
    }
    // Relations between values that are themselves absurd would only repeat the fault.
    if (checkTimingBounds()) {
      checkTimingRelations();
    }
    checkLease();
    checkHandOver();
    return faults.all();
  }

  private boolean checkTimingBounds() {
    ElectionSettings.Timing timing = settings.timing();
    boolean heartbeat = inBounds("heartbeatInterval", timing.heartbeatInterval(), SHORTEST);
    boolean shortest = inBounds("minElectionTimeout", timing.minElectionTimeout(), SHORTEST);
    boolean longest = inBounds("maxElectionTimeout", timing.maxElectionTimeout(), SHORTEST);
    boolean rpc = inBounds("rpcTimeout", timing.rpcTimeout(), SHORTEST);
    return heartbeat && shortest && longest && rpc;
  }

  private void checkTimingRelations() {
    ElectionSettings.Timing timing = settings.timing();
    Duration shortest = timing.minElectionTimeout();
    if (timing.heartbeatInterval().multipliedBy(2).compareTo(shortest) > 0) {
      faults.add(
          "heartbeatInterval",
          timing.heartbeatInterval(),
          "expected at most half of minElectionTimeout (%s), so that one lost heartbeat costs no election"
              .formatted(Faults.show(shortest)));
    }
    if (shortest.compareTo(timing.maxElectionTimeout()) >= 0) {
      faults.add(
          "maxElectionTimeout",
          timing.maxElectionTimeout(),
          "expected more than minElectionTimeout (%s): timeouts are drawn between the two to keep candidates apart"
              .formatted(Faults.show(shortest)));
    }
    if (timing.rpcTimeout().compareTo(shortest) > 0) {
      faults.add(
          "rpcTimeout",
          timing.rpcTimeout(),
          "expected at most minElectionTimeout (%s): a later answer is of no use"
              .formatted(Faults.show(shortest)));
    }
  }

  private void checkLease() {
    ElectionSettings.Lease lease = settings.lease();
    double drift = lease.maxClockDrift();
    // Written so that NaN is refused.
    boolean driftFine = drift >= 0 && drift < 0.5;
    if (!driftFine) {
      faults.add(
          "maxClockDrift", drift, "expected at least 0 and less than 0.5, a fraction: 0.1 is 10%");
    }
    if (!inBounds("lease", lease.promise(), SHORTEST)) {
      return;
    }
    Duration shortest = settings.timing().minElectionTimeout();
    if (lease.promise().compareTo(shortest) > 0) {
      faults.add(
          "lease",
          lease.promise(),
          "expected at most minElectionTimeout (%s): a new leader would only wait for it"
              .formatted(Faults.show(shortest)));
    }
    if (driftFine) {
      checkLeaseOutlivesHeartbeats(lease);
    }
  }

  /**
   * A lease that ends before the second heartbeat after it began would be lost with one lost round.
   */
  private void checkLeaseOutlivesHeartbeats(ElectionSettings.Lease lease) {
    Duration heartbeat = settings.timing().heartbeatInterval();
    if (heartbeat.compareTo(SHORTEST) < 0 || heartbeat.compareTo(LONGEST) > 0) {
      return;
    }
    long leaseNanos =
        (long)
            (lease.promise().toNanos() * (1 - lease.maxClockDrift()) / (1 + lease.maxClockDrift()));
    if (leaseNanos <= heartbeat.multipliedBy(2).toNanos()) {
      faults.add(
          "lease",
          lease.promise(),
          "expected lease * (1 - maxClockDrift) / (1 + maxClockDrift), now %.1f ms, to be more than two heartbeatIntervals (%s)"
              .formatted(leaseNanos / 1e6, Faults.show(heartbeat)));
    }
  }

  private void checkHandOver() {
    ElectionSettings.HandOver handOver = settings.handOver();
    boolean grace = inBounds("taskGrace", handOver.taskGrace(), Duration.ZERO);
    boolean close = inBounds("closeTimeout", handOver.closeTimeout(), SHORTEST);
    if (grace && close && handOver.taskGrace().compareTo(handOver.closeTimeout()) > 0) {
      faults.add(
          "taskGrace",
          handOver.taskGrace(),
          "expected at most closeTimeout (%s), which includes it"
              .formatted(Faults.show(handOver.closeTimeout())));
    }
  }

  private boolean inBounds(String setting, Duration value, Duration least) {
    boolean fine = value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0;
    if (!fine) {
      faults.add(
          setting, value, "expected %s to %s".formatted(Faults.show(least), Faults.show(LONGEST)));
    }
    return fine;
  }
}
