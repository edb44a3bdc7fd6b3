/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Duration;

/**
 * The settings that a builder was given up to now.
 *
 * @param given all of them; its times are those before any was given
 * @param timing the times, which follow each other
 */
record SettingsChoice(ElectionSettings given, TimingChoice timing) {

  static SettingsChoice of(ElectionSettings settings) {
    return new SettingsChoice(settings, TimingChoice.of(settings));
  }

  SettingsChoice with(ElectionSettings changed) {
    return new SettingsChoice(changed, timing);
  }

  SettingsChoice withTiming(TimingChoice changed) {
    return new SettingsChoice(given, changed);
  }

  SettingsChoice withDrift(double drift) {
    ElectionSettings.Lease lease = given.lease();
    return withLease(drift, lease.activation(), lease.refusedMeansDead());
  }

  SettingsChoice withActivation(Activation activation) {
    ElectionSettings.Lease lease = given.lease();
    return withLease(lease.maxClockDrift(), activation, lease.refusedMeansDead());
  }

  SettingsChoice withRefusedMeansDead(boolean stated) {
    ElectionSettings.Lease lease = given.lease();
    return withLease(lease.maxClockDrift(), lease.activation(), stated);
  }

  private SettingsChoice withLease(double drift, Activation activation, boolean refusedMeansDead) {
    return with(
        given.withLease(
            new ElectionSettings.Lease(
                given.lease().promise(), drift, activation, refusedMeansDead)));
  }

  SettingsChoice withHandOver(
      Duration grace, Duration close, boolean onShutdown, ElectionSettings.AllowAdmin admin) {
    return with(given.withHandOver(new ElectionSettings.HandOver(grace, close, onShutdown, admin)));
  }

  /** The settings that hold, with what follows for the times that were not given. */
  ElectionSettings resolved() {
    TimingChoice.Times times = timing.times();
    ElectionSettings.Lease lease = given.lease();
    return given
        .withTiming(times.timing())
        .withLease(
            new ElectionSettings.Lease(
                times.lease(),
                lease.maxClockDrift(),
                lease.activation(),
                lease.refusedMeansDead()));
  }
}
