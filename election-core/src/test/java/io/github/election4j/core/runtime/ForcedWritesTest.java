/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Activation;
import io.github.election4j.ElectionSettings;
import io.github.election4j.ElectionSettings.Lease;
import io.github.election4j.ElectionSettings.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How long forced writes take")
class ForcedWritesTest {

  private final ForcedWrites writes = new ForcedWrites(ElectionSettings.DEFAULTS);

  private static long millis(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  @Test
  @DisplayName("is nobody's concern while it is less than the shortest election timeout")
  void quick() {
    assertEquals(Optional.empty(), writes.ended(millis(150)));
    assertEquals(Optional.empty(), writes.late(millis(150)));
  }

  @Test
  @DisplayName("is warned of with figures, and with the timing that would do")
  void slow() {
    assertEquals(Optional.empty(), writes.ended(millis(10)));
    assertEquals(
        Optional.of(
            "a forced write took 210 ms (in the mean 110 ms); expected less than the shortest"
                + " election timeout of 150 ms, or elections take several attempts or do not end;"
                + " see to the disk, or use timing(SHARED), election after 500 to 1000 ms, on all"
                + " members"),
        writes.ended(millis(210)));
  }

  @Test
  @DisplayName("is answered with times of one's own where no preset would do")
  void slowerThanAllPresets() {
    assertTrue(
        writes
            .ended(millis(3_000))
            .orElseThrow()
            .endsWith(
                "or use electionTimeout(6050 ms, 12100 ms), heartbeatInterval(2016 ms), lease(6050"
                    + " ms) on all members"));
  }

  @Test
  @DisplayName("is warned of once, and again when it has got worse by half")
  void onlyWhenWorse() {
    assertTrue(writes.ended(millis(200)).isPresent());
    assertEquals(Optional.empty(), writes.ended(millis(200)));
    assertEquals(Optional.empty(), writes.ended(millis(299)));
    assertTrue(writes.ended(millis(300)).isPresent());
    assertEquals(Optional.empty(), writes.ended(millis(449)));
    assertTrue(writes.late(millis(450)).orElseThrow().contains("has not ended"));
  }

  @Test
  @DisplayName("has a timing that would do, which keeps all rules whatever the settings are")
  void advice() {
    SplittableRandom random = new SplittableRandom(7);
    for (int attempt = 0; attempt < 20_000; attempt++) {
      ElectionSettings settings = drawn(random);
      if (!settings.faults().isEmpty()) {
        continue;
      }
      Duration write = Duration.ofNanos(random.nextLong(1, millis(20_000)));
      ElectionSettings advice = TimingAdvice.forWrites(settings, write);
      assertEquals(List.of(), advice.faults(), settings::toString);
      Duration shortest = advice.timing().minElectionTimeout();
      assertTrue(shortest.compareTo(write.multipliedBy(2)) >= 0, () -> write + ": " + advice);
      assertTrue(shortest.compareTo(settings.timing().minElectionTimeout()) >= 0);
    }
  }

  private static ElectionSettings drawn(SplittableRandom random) {
    long shortest = random.nextLong(millis(2), millis(2_000));
    return ElectionSettings.DEFAULTS
        .withTiming(
            new Timing(
                Duration.ofNanos(random.nextLong(millis(1), shortest / 2 + millis(1))),
                Duration.ofNanos(shortest),
                Duration.ofNanos(shortest + random.nextLong(1, 2 * shortest)),
                Duration.ofNanos(random.nextLong(millis(1), shortest + 1))))
        .withLease(
            new Lease(
                Duration.ofNanos(random.nextLong(millis(1), shortest + 1)),
                random.nextDouble(0.4),
                Activation.WHEN_EXCLUSIVE));
  }
}
