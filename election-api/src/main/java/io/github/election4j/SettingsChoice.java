/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

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

  SettingsChoice withLease(double drift, Activation activation) {
    return with(
        given.withLease(new ElectionSettings.Lease(given.lease().promise(), drift, activation)));
  }

  /** The settings that hold, with what follows for the times that were not given. */
  ElectionSettings resolved() {
    TimingChoice.Times times = timing.times();
    ElectionSettings.Lease lease = given.lease();
    return given
        .withTiming(times.timing())
        .withLease(
            new ElectionSettings.Lease(times.lease(), lease.maxClockDrift(), lease.activation()));
  }
}
