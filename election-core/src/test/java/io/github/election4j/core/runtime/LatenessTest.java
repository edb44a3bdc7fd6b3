/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionSettings;
import io.github.election4j.ElectionSettings.Lease;
import io.github.election4j.ElectionSettings.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A wake-up that comes late")
class LatenessTest {

  private final Lateness lateness = new Lateness(ElectionSettings.DEFAULTS);

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  @Test
  @DisplayName("is nobody's concern while a lease bears it")
  void bearable() {
    assertEquals(Optional.empty(), lateness.wokenLate(millis(72)));
  }

  @Test
  @DisplayName("is warned of with figures, and with the preset that would bear twice as much")
  void late() {
    assertEquals(
        Optional.of(
            "a timer of this member woke up 90 ms late; expected at most 72 ms, or a leader loses"
                + " its lease; see what keeps the process from running (a busy or paused machine,"
                + " a limit on its processor time, garbage collection), or use timing(SHARED),"
                + " election after 500 to 1000 ms, on all members"),
        lateness.wokenLate(millis(90)));
    assertTrue(lateness.wokenLate(millis(400)).orElseThrow().contains("timing(WIDE)"));
  }

  @Test
  @DisplayName("is one of the timer, or of an answer, each warned of by itself")
  void answers() {
    assertEquals(Optional.empty(), lateness.answered("b", millis(72)));
    assertTrue(lateness.wokenLate(millis(90)).isPresent());
    assertEquals(
        Optional.of(
            "'b' answered after 90 ms; expected at most 72 ms, or a leader loses its lease; see to"
                + " the network, and to the machine and the disk of that member, or use"
                + " timing(SHARED), election after 500 to 1000 ms, on all members"),
        lateness.answered("b", millis(90)));
    assertEquals(Optional.empty(), lateness.answered("c", millis(90)));
  }

  @Test
  @DisplayName("is warned of once, and again when it has got worse by half")
  void onlyWhenWorse() {
    assertTrue(lateness.wokenLate(millis(100)).isPresent());
    assertEquals(Optional.empty(), lateness.wokenLate(millis(149)));
    assertTrue(lateness.wokenLate(millis(150)).isPresent());
  }

  @Test
  @DisplayName("is borne by what is advised")
  void advice() {
    ElectionSettings settings = ElectionSettings.DEFAULTS;
    for (long late = 73; late < 20_000; late = late * 3 / 2) {
      ElectionSettings advice = TimingAdvice.forLateness(settings, Duration.ofMillis(late));
      assertEquals(List.of(), advice.faults());
      assertTrue(TimingAdvice.bearableLateness(advice).toMillis() >= 2 * late, advice::toString);
    }
    for (Timing preset : List.of(Timing.SHARED, Timing.WIDE)) {
      ElectionSettings preferred =
          settings
              .withTiming(preset)
              .withLease(
                  new Lease(preset.minElectionTimeout(), 0.1, settings.lease().activation()));
      assertTrue(
          TimingAdvice.bearableLateness(preferred).toMillis()
              >= preset.minElectionTimeout().toMillis() / 2);
    }
  }
}
