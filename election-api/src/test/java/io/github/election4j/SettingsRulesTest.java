/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.ElectionSettings.AllowAdmin;
import io.github.election4j.ElectionSettings.HandOver;
import io.github.election4j.ElectionSettings.Lease;
import io.github.election4j.ElectionSettings.Timing;
import io.github.election4j.wire.WireLimits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Settings")
class SettingsRulesTest {

  private static final ElectionSettings DEFAULTS = ElectionSettings.DEFAULTS;

  @Test
  @DisplayName("have no fault by default")
  void defaultsAreFine() {
    assertEquals(List.of(), DEFAULTS.faults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A1", "node-1.example_org", "10.0.0.1:7400", "0"})
  @DisplayName("take a group of letters, digits and . _ : -")
  void plainGroups(String group) {
    assertEquals(List.of(), DEFAULTS.withGroup(group).faults());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-a", ".a", "a b", "a=b", "a,b", "a/b", "é", "a\n", "a\u0000"})
  @DisplayName("refuse a group with any other character")
  void oddGroups(String group) {
    assertEquals(
        List.of(new Fault("group", "'" + group + "'", WireLimits.NAME_RULE)),
        DEFAULTS.withGroup(group).faults());
  }

  @Test
  @DisplayName("refuse a group longer than what a message can carry")
  void oversizedGroup() {
    assertEquals(List.of(), DEFAULTS.withGroup("g".repeat(128)).faults());
    assertFaults(DEFAULTS.withGroup("g".repeat(129)), "group");
  }

  @Test
  @DisplayName("want a heartbeat of at most half the shortest election timeout")
  void heartbeatWithinTimeout() {
    ElectionSettings longLease =
        DEFAULTS.withTiming(timing(250, 500, 600, 100)).withLease(lease(500, 0));
    assertFaults(longLease, "lease");
    assertFaults(DEFAULTS.withTiming(timing(76, 150, 300, 100)), "heartbeatInterval", "lease");
  }

  @Test
  @DisplayName("want two different election timeouts, the shorter first")
  void timeoutsInOrder() {
    assertFaults(DEFAULTS.withTiming(timing(50, 150, 150, 100)), "maxElectionTimeout");
    assertFaults(DEFAULTS.withTiming(timing(50, 300, 150, 100)), "maxElectionTimeout");
    assertEquals(List.of(), DEFAULTS.withTiming(timing(50, 150, 151, 100)).faults());
  }

  @Test
  @DisplayName("want requests to end within the shortest election timeout")
  void rpcWithinTimeout() {
    assertEquals(List.of(), DEFAULTS.withTiming(timing(50, 150, 300, 150)).faults());
    assertFaults(DEFAULTS.withTiming(timing(50, 150, 300, 151)), "rpcTimeout");
  }

  @Test
  @DisplayName("want positive durations of at most an hour, and report each that is not")
  void durationsInBounds() {
    Timing none =
        new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(1));
    assertFaults(
        DEFAULTS.withTiming(none).withLease(lease(0, 0.1)),
        "heartbeatInterval",
        "minElectionTimeout",
        "maxElectionTimeout",
        "rpcTimeout",
        "lease");
    Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
    assertFaults(
        DEFAULTS
            .withTiming(new Timing(ages, ages, ages, ages))
            .withLease(new Lease(ages, 0.1, Activation.WHEN_EXCLUSIVE))
            .withHandOver(new HandOver(ages, ages, false, AllowAdmin.NONE)),
        "heartbeatInterval",
        "minElectionTimeout",
        "maxElectionTimeout",
        "rpcTimeout",
        "lease",
        "taskGrace",
        "closeTimeout");
  }

  @Test
  @DisplayName("want a promise of at most the shortest election timeout (design, section 4)")
  void promiseWithinTimeout() {
    assertFaults(DEFAULTS.withLease(lease(151, 0.1)), "lease");
  }

  @Test
  @DisplayName("want a lease that outlives two heartbeats after the drift is taken off")
  void leaseOutlivesHeartbeats() {
    assertFaults(DEFAULTS.withLease(lease(100, 0)), "lease");
    assertEquals(List.of(), DEFAULTS.withLease(lease(101, 0)).faults());
    assertFaults(DEFAULTS.withLease(lease(122, 0.1)), "lease");
    assertEquals(List.of(), DEFAULTS.withLease(lease(123, 0.1)).faults());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 0.5, 1, Double.NaN, Double.POSITIVE_INFINITY})
  @DisplayName("want a drift of at least 0 and less than a half")
  void driftInBounds(double drift) {
    assertFaults(DEFAULTS.withLease(lease(150, drift)), "maxClockDrift");
  }

  @Test
  @DisplayName("want a quorum of at least one")
  void quorumOfOne() {
    assertFaults(DEFAULTS.withMinimumQuorum(0), "minimumQuorum");
  }

  @Test
  @DisplayName("want the grace of tasks within the time that closing may take")
  void graceWithinClose() {
    // Closing gives three quarters of its time to the hand-over: more it could not honour.
    assertFaults(DEFAULTS.withHandOver(handOver(2_000, 2_000)), "taskGrace");
    assertFaults(DEFAULTS.withHandOver(handOver(2_001, 3_000)), "taskGrace");
    assertEquals(List.of(), DEFAULTS.withHandOver(handOver(2_000, 3_000)).faults());
    assertFaults(DEFAULTS.withHandOver(handOver(0, 0)), "closeTimeout");
    assertEquals(List.of(), DEFAULTS.withHandOver(handOver(0, 1)).faults());
  }

  @Test
  @DisplayName("name the setting, its value and the rule in each fault")
  void faultsCanBeActedOn() {
    Fault fault = DEFAULTS.withTiming(timing(50, 150, 120, 100)).faults().get(0);
    assertEquals("maxElectionTimeout", fault.setting());
    assertEquals("120ms", fault.value());
    assertTrue(
        fault.rule().startsWith("expected more than {minElectionTimeout} (150ms)"), fault.rule());
    assertTrue(
        fault
            .toString()
            .startsWith(
                "maxElectionTimeout is 120ms; expected more than minElectionTimeout (150ms)"),
        fault::toString);
    assertTrue(
        fault
            .toText(name -> "--" + name)
            .startsWith("--maxElectionTimeout is 120ms; expected more than --minElectionTimeout"),
        fault::toString);
  }

  @Test
  @DisplayName("refuse null at once and name it")
  void nullIsRefused() {
    assertNamed("group", () -> DEFAULTS.withGroup(null));
    assertNamed("timing", () -> DEFAULTS.withTiming(null));
    assertNamed("lease", () -> DEFAULTS.withLease(null));
    assertNamed("handOver", () -> DEFAULTS.withHandOver(null));
    Duration some = Duration.ofMillis(1);
    assertNamed("rpcTimeout", () -> new Timing(some, some, some, null));
    assertNamed("activation", () -> new Lease(some, 0, null));
    assertNamed("allowAdmin", () -> new HandOver(some, some, false, null));
  }

  @Test
  @DisplayName("show durations as people write them")
  void durationsAreReadable() {
    assertEquals("0ms", Faults.show(Duration.ZERO));
    assertEquals("150ms", Faults.show(Duration.ofMillis(150)));
    assertEquals("1500ms", Faults.show(Duration.ofMillis(1_500)));
    assertEquals("2s", Faults.show(Duration.ofSeconds(2)));
    assertEquals("PT-1S", Faults.show(Duration.ofSeconds(-1)));
    assertEquals("PT0.0000015S", Faults.show(Duration.ofNanos(1_500)));
  }

  private static void assertNamed(String name, Runnable call) {
    assertEquals(name, assertThrows(NullPointerException.class, call::run).getMessage());
  }

  private static void assertFaults(ElectionSettings settings, String... expected) {
    assertEquals(List.of(expected), settings.faults().stream().map(Fault::setting).toList());
  }

  private static Timing timing(long heartbeat, long min, long max, long rpc) {
    return new Timing(
        Duration.ofMillis(heartbeat),
        Duration.ofMillis(min),
        Duration.ofMillis(max),
        Duration.ofMillis(rpc));
  }

  private static Lease lease(long millis, double drift) {
    return new Lease(Duration.ofMillis(millis), drift, Activation.WHEN_EXCLUSIVE);
  }

  private static HandOver handOver(long grace, long close) {
    return new HandOver(
        Duration.ofMillis(grace), Duration.ofMillis(close), false, AllowAdmin.LOOPBACK);
  }
}
