/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Activation;
import io.github.election4j.ElectionSettings;

/**
 * The settings that the rules need, in nanoseconds.
 *
 * @param timing when things happen
 * @param promiseNanos how long a promise this node asks for
 * @param maxClockDrift bounds how far any clock's rate is from true
 * @param minimumQuorum the fewest voters that make a quorum
 * @param activation when a winner begins to act
 */
public record MachineSettings(
    Timing timing,
    long promiseNanos,
    double maxClockDrift,
    int minimumQuorum,
    Activation activation) {

  /**
   * When things happen.
   *
   * @param heartbeatNanos how often a leader asserts itself
   * @param minElectionNanos the shortest election timeout
   * @param maxElectionNanos the longest
   * @param handOverNanos how long a leader that hands over waits to be told what became of its
   *     tasks
   */
  public record Timing(
      long heartbeatNanos, long minElectionNanos, long maxElectionNanos, long handOverNanos) {}

  /**
   * Takes the rules' part of a member's settings.
   *
   * @param settings checked settings
   * @return the same in nanoseconds
   */
  public static MachineSettings of(ElectionSettings settings) {
    return new MachineSettings(
        new Timing(
            settings.timing().heartbeatInterval().toNanos(),
            settings.timing().minElectionTimeout().toNanos(),
            settings.timing().maxElectionTimeout().toNanos(),
            settings.handOver().taskGrace().plus(settings.timing().maxElectionTimeout()).toNanos()),
        settings.lease().promise().toNanos(),
        settings.lease().maxClockDrift(),
        settings.minimumQuorum(),
        settings.lease().activation());
  }

  /**
   * How long the lease is that the promises to this node give it.
   *
   * @return nanoseconds
   */
  public long leaseNanos() {
    return Lease.lengthNanos(promiseNanos, maxClockDrift);
  }
}
