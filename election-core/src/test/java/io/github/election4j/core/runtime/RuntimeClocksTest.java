/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With the clocks of the machine")
class RuntimeClocksTest {

  private static final long MILLI = 1_000_000;

  /** Clocks that stand still until they are moved. */
  private static final class HandClocks implements Clocks {

    private long nanos;
    private long wallMillis = 1_700_000_000_000L;
    private long nanosPerReading;

    void pass(long millis) {
      nanos += millis * MILLI;
      wallMillis += millis;
    }

    @Override
    public long nanoTime() {
      nanos += nanosPerReading;
      return nanos;
    }

    @Override
    public long wallMillis() {
      return wallMillis;
    }
  }

  private final HandClocks clocks = new HandClocks();
  private final SuspensionWatch watch = new SuspensionWatch(clocks, 60 * MILLI);

  @Test
  @DisplayName("no suspension is seen while both advance together, however far")
  void steady() {
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.pass(3_600_000);
    assertEquals(OptionalLong.empty(), watch.jump());
  }

  @Test
  @DisplayName("a suspension is seen when the wall clock has run ahead, and only once")
  void suspended() {
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.pass(10);
    clocks.wallMillis += 61;
    assertEquals(OptionalLong.of(61 * MILLI), watch.jump());
    assertEquals(OptionalLong.empty(), watch.jump());
  }

  @Test
  @DisplayName("small corrections do not add up to a suspension")
  void slewed() {
    assertEquals(OptionalLong.empty(), watch.jump());
    for (int i = 0; i < 100; i++) {
      clocks.pass(50);
      clocks.wallMillis += 5;
      assertEquals(OptionalLong.empty(), watch.jump());
    }
  }

  @Test
  @DisplayName("a wall clock that is set back is no suspension")
  void setBack() {
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.wallMillis -= 3_600_000;
    assertEquals(OptionalLong.empty(), watch.jump());
  }

  @Test
  @DisplayName("a thread that is preempted between two readings is no suspension, now or later")
  void preempted() {
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.nanosPerReading = 200 * MILLI;
    assertEquals(OptionalLong.empty(), watch.jump());
    clocks.nanosPerReading = 0;
    clocks.wallMillis += 400;
    assertEquals(OptionalLong.empty(), watch.jump());
  }
}
