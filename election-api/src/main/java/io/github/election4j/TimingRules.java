/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Duration;

/**
 * The rules that intervals, timeouts and the lease keep, each by itself and one with another. The
 * README's table of settings says the same in words.
 */
final class TimingRules {

  private final ElectionSettings settings;
  private final Faults faults;

  TimingRules(ElectionSettings settings, Faults faults) {
    this.settings = settings;
    this.faults = faults;
  }

  void check() {
    // Relations between values that are themselves absurd would only repeat the fault.
    if (checkTimingBounds()) {
      checkTimingRelations();
    }
    checkLease();
  }

  private boolean checkTimingBounds() {
    ElectionSettings.Timing timing = settings.timing();
    boolean heartbeat =
        faults.requireBounds("heartbeatInterval", timing.heartbeatInterval(), Faults.SHORTEST);
    boolean shortest =
        faults.requireBounds("minElectionTimeout", timing.minElectionTimeout(), Faults.SHORTEST);
    boolean longest =
        faults.requireBounds("maxElectionTimeout", timing.maxElectionTimeout(), Faults.SHORTEST);
    boolean rpc = faults.requireBounds("rpcTimeout", timing.rpcTimeout(), Faults.SHORTEST);
    return heartbeat && shortest && longest && rpc;
  }

  private void checkTimingRelations() {
    ElectionSettings.Timing timing = settings.timing();
    Duration shortest = timing.minElectionTimeout();
    if (timing.heartbeatInterval().multipliedBy(2).compareTo(shortest) > 0) {
      faults.add(
          "heartbeatInterval",
          timing.heartbeatInterval(),
          "expected at most half of {minElectionTimeout} (%s), so that one lost heartbeat costs no election"
              .formatted(Faults.show(shortest)));
    }
    if (shortest.compareTo(timing.maxElectionTimeout()) >= 0) {
      faults.add(
          "maxElectionTimeout",
          timing.maxElectionTimeout(),
          "expected more than {minElectionTimeout} (%s): timeouts are drawn between the two to keep candidates apart"
              .formatted(Faults.show(shortest)));
    }
    if (timing.rpcTimeout().compareTo(shortest) > 0) {
      faults.add(
          "rpcTimeout",
          timing.rpcTimeout(),
          "expected at most {minElectionTimeout} (%s): a later answer is of no use"
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
    if (!faults.requireBounds("lease", lease.promise(), Faults.SHORTEST)) {
      return;
    }
    Duration shortest = settings.timing().minElectionTimeout();
    if (lease.promise().compareTo(shortest) > 0) {
      faults.add(
          "lease",
          lease.promise(),
          "expected at most {minElectionTimeout} (%s): a new leader would only wait for it"
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
    if (heartbeat.compareTo(Faults.SHORTEST) < 0 || heartbeat.compareTo(Faults.LONGEST) > 0) {
      return;
    }
    long leaseNanos = lease.length().toNanos();
    if (leaseNanos <= heartbeat.multipliedBy(2).toNanos()) {
      faults.add(
          "lease",
          lease.promise(),
          "expected {lease} * (1 - {maxClockDrift}) / (1 + {maxClockDrift}), now %.1f ms, to be more than twice {heartbeatInterval} (%s)"
              .formatted(leaseNanos / 1e6, Faults.show(heartbeat)));
    }
  }
}
