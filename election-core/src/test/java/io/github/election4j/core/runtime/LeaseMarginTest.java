/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.core.machine.Lease;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The margin of a lease")
class LeaseMarginTest {

  private final LeaseMargin margin = new LeaseMargin();

  private static Lease until(long nanos) {
    return new Lease(true, 0, nanos);
  }

  private static Optional<Duration> nanos(long nanos) {
    return Optional.of(Duration.ofNanos(nanos));
  }

  @Test
  @DisplayName("is unknown before a lease was renewed")
  void notRenewed() {
    assertEquals(Optional.empty(), margin.smallest());
    margin.noted(until(100), 0);
    assertEquals(Optional.empty(), margin.smallest());
  }

  @Test
  @DisplayName("is what was left of it when it was renewed, at the worst of times")
  void smallest() {
    margin.noted(until(100), 0);
    margin.noted(until(150), 40);
    assertEquals(nanos(60), margin.smallest());
    margin.noted(until(200), 120);
    assertEquals(nanos(30), margin.smallest());
    margin.noted(until(300), 121);
    assertEquals(nanos(30), margin.smallest());
  }

  @Test
  @DisplayName("is nothing when it ran out, and not touched when it was given up in time")
  void ends() {
    margin.noted(until(100), 0);
    margin.noted(until(150), 40);
    margin.noted(new Lease(false, 0, 150), 145);
    assertEquals(nanos(60), margin.smallest());

    margin.noted(until(300), 200);
    assertEquals(Optional.empty(), margin.smallest());
    margin.noted(Lease.NONE, 300);
    assertEquals(nanos(0), margin.smallest());
  }
}
