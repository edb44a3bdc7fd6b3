/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.ElectionSettings;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.spi.ElectionPlan;
import java.time.Duration;

/**
 * How a member wants its runtime.
 *
 * @param settings those of the member
 * @param suspensionTolerance how far the wall clock may run ahead of the monotonic clock
 * @param users the code of the user's
 */
record HostSettings(
    ElectionSettings settings, Duration suspensionTolerance, ElectionPlan.UserCode users) {

  /** In longest election timeouts: three seconds by default. */
  private static final long LONG_SILENCE = 10;

  private static final long SHORTEST_PATIENCE_NANOS = Duration.ofMillis(10).toNanos();

  /**
   * The usual ones. The tolerance is half a lease: a suspension that is shorter than what is left
   * of it does no harm, and most clocks are never set by so much at once.
   */
  static HostSettings of(ElectionSettings settings, ElectionPlan.UserCode users) {
    return new HostSettings(
        settings, Duration.ofNanos(MachineSettings.of(settings).leaseNanos() / 2), users);
  }

  Duration rpcTimeout() {
    return settings.timing().rpcTimeout();
  }

  /** The promise that a lease rests on. */
  Duration lease() {
    return Duration.ofNanos(MachineSettings.of(settings).leaseNanos());
  }

  Duration taskGrace() {
    return settings.handOver().taskGrace();
  }

  /** How late a thread may begin what a heartbeat needs; a little more is nothing unusual. */
  long threadPatienceNanos() {
    return Math.max(SHORTEST_PATIENCE_NANOS, settings.timing().heartbeatInterval().toNanos() / 4);
  }

  /**
   * From when on it is worth a word that a peer does not answer, or that no leader is heard: when
   * some elections could have been held, and a process been started again.
   */
  long longSilenceNanos() {
    return LONG_SILENCE * settings.timing().maxElectionTimeout().toNanos();
  }

  long shortestElectionNanos() {
    return settings.timing().minElectionTimeout().toNanos();
  }
}
