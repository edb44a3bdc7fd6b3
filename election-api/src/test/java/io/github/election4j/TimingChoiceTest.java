/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionSettings.Timing;
import io.github.election4j.spi.ElectionPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of the times of a member,")
class TimingChoiceTest {

  private static final Duration HEARTBEAT = Duration.ofMillis(120);
  private static final Duration SHORTEST = Duration.ofMillis(900);

  private static ElectionBuilder builder() {
    return Election.builder("a")
        .member("a", "place-1")
        .transport(new PlainTransport())
        .volatileVotes();
  }

  private static ElectionSettings settings(ElectionBuilder builder) {
    Faults faults = new Faults();
    ElectionPlan plan = builder.plan(faults).orElseThrow(() -> new AssertionError(faults.all()));
    return plan.settings();
  }

  /** Heartbeat interval, election timeouts, RPC timeout and lease. */
  private static List<Long> millis(ElectionBuilder builder) {
    ElectionSettings settings = settings(builder);
    Timing timing = settings.timing();
    return List.of(
        timing.heartbeatInterval().toMillis(),
        timing.minElectionTimeout().toMillis(),
        timing.maxElectionTimeout().toMillis(),
        timing.rpcTimeout().toMillis(),
        settings.lease().promise().toMillis());
  }

  @Test
  @DisplayName("those of the preset LOCAL hold if nothing is given")
  void defaults() {
    assertEquals(List.of(50L, 150L, 300L, 150L, 150L), millis(builder()));
  }

  @Test
  @DisplayName("all are those of the preset that is given, the lease too")
  void presets() {
    assertEquals(List.of(150L, 500L, 1_000L, 500L, 500L), millis(builder().timing(Timing.SHARED)));
    assertEquals(
        List.of(500L, 2_000L, 4_000L, 2_000L, 2_000L), millis(builder().timing(Timing.WIDE)));
  }

  @Test
  @DisplayName("the others follow a heartbeat interval that is raised alone")
  void heartbeatRaised() {
    assertEquals(
        List.of(100L, 300L, 600L, 300L, 300L),
        millis(builder().heartbeatInterval(Duration.ofMillis(100))));
  }

  @Test
  @DisplayName("the others stay if heartbeats are to come more often")
  void heartbeatLowered() {
    assertEquals(
        List.of(20L, 150L, 300L, 150L, 150L),
        millis(builder().heartbeatInterval(Duration.ofMillis(20))));
  }

  @Test
  @DisplayName("the others follow an election timeout, up and down")
  void electionTimeout() {
    assertEquals(
        List.of(300L, 900L, 1_500L, 900L, 900L),
        millis(builder().electionTimeout(SHORTEST, Duration.ofMillis(1_500))));
    assertEquals(
        List.of(20L, 60L, 120L, 60L, 60L),
        millis(builder().electionTimeout(Duration.ofMillis(60), Duration.ofMillis(120))));
  }

  @Test
  @DisplayName("the others follow a lease that is raised alone, and heartbeats one that is lowered")
  void lease() {
    assertEquals(
        List.of(200L, 600L, 1_200L, 600L, 600L), millis(builder().lease(Duration.ofMillis(600))));
    assertEquals(
        List.of(20L, 150L, 300L, 150L, 60L), millis(builder().lease(Duration.ofMillis(60))));
  }

  @Test
  @DisplayName("the others follow an RPC timeout that is raised alone")
  void rpcTimeout() {
    assertEquals(
        List.of(100L, 300L, 600L, 300L, 300L),
        millis(builder().rpcTimeout(Duration.ofMillis(300))));
  }

  @Test
  @DisplayName("those that are given hold, in whatever order, beside a preset too")
  void givenHolds() {
    List<Long> expected = List.of(120L, 900L, 1_800L, 900L, 900L);
    Duration longest = SHORTEST.multipliedBy(2);
    assertEquals(
        expected,
        millis(
            builder()
                .timing(Timing.SHARED)
                .heartbeatInterval(HEARTBEAT)
                .electionTimeout(SHORTEST, longest)));
    assertEquals(
        expected,
        millis(
            builder()
                .electionTimeout(SHORTEST, longest)
                .heartbeatInterval(HEARTBEAT)
                .timing(Timing.SHARED)));
  }

  @ParameterizedTest
  @CsvSource({"0", "-5", "3600001", "9223372036854775807"})
  @DisplayName("one that is out of all bounds is the only fault, and moves no other")
  void absurd(long millis) {
    Faults faults = new Faults();
    assertTrue(builder().heartbeatInterval(Duration.ofMillis(millis)).plan(faults).isEmpty());
    assertEquals(
        List.of("heartbeatInterval"),
        faults.all().stream().map(ConfigurationException.Fault::setting).toList());
  }

  @Test
  @DisplayName("every raised setting alone makes a member that can be started")
  void noFault() {
    for (long millis = 50; millis <= 20_000; millis = millis * 3 / 2) {
      Duration time = Duration.ofMillis(millis);
      assertEquals(List.of(), settings(builder().heartbeatInterval(time)).faults());
      assertEquals(List.of(), settings(builder().rpcTimeout(time)).faults());
      assertEquals(List.of(), settings(builder().lease(time)).faults());
      assertEquals(
          List.of(), settings(builder().electionTimeout(time, time.plusMillis(1))).faults());
    }
  }

  @Test
  @DisplayName("is told by the builder as it holds, and the lease with what a leader counts on")
  void isToldByTheBuilder() {
    ElectionSettings settings =
        Election.builder("a").heartbeatInterval(Duration.ofMillis(100)).settings();
    assertEquals(Duration.ofMillis(300), settings.lease().promise());
    assertEquals(Duration.ofNanos(245_454_545), settings.lease().length());
  }
}
