/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Alarms")
class AlarmsTest {

  /** Near the end of the clock's numbers, so that all that is compared wraps around. */
  private static final long START = Long.MAX_VALUE - 50;

  private final Alarms alarms = new Alarms();
  private final List<Integer> rung = new ArrayList<>();

  private Alarms.Added add(long after, int number) {
    return alarms.add(START + after, () -> rung.add(number));
  }

  private void ring(long after) {
    alarms.due(START + after).forEach(Alarms.Alarm::ring);
  }

  @Test
  @DisplayName("ring when their time has come, in its order, and once")
  void order() {
    add(200, 3);
    add(100, 1);
    add(100, 2);
    assertEquals(100, alarms.untilNextNanos(START));
    ring(99);
    assertEquals(List.of(), rung);
    ring(150);
    assertEquals(List.of(1, 2), rung);
    assertEquals(50, alarms.untilNextNanos(START + 150));
    ring(1_000);
    ring(1_000);
    assertEquals(List.of(1, 2, 3), rung);
    assertEquals(Alarms.FOR_EVER, alarms.untilNextNanos(START + 1_000));
  }

  @Test
  @DisplayName("that are cancelled do not ring")
  void cancelled() {
    Alarms.Alarm alarm = add(100, 1).alarm();
    add(100, 2);
    alarms.cancel(alarm);
    alarms.cancel(alarm);
    ring(100);
    assertEquals(List.of(2), rung);
  }

  @Test
  @DisplayName("wake whoever waits longer than for them, and nobody else")
  void wake() {
    assertEquals(Alarms.FOR_EVER, alarms.untilNextNanos(START));
    assertTrue(add(100, 1).wake());
    assertEquals(100, alarms.untilNextNanos(START));
    assertFalse(add(100, 2).wake());
    assertFalse(add(101, 3).wake());
    assertTrue(add(99, 4).wake());
  }

  @Test
  @DisplayName("that follow each other and are cancelled in time wake nobody: that is a heartbeat")
  void steadyCalls() {
    assertEquals(Alarms.FOR_EVER, alarms.untilNextNanos(START));
    int woken = 0;
    for (int beat = 0; beat < 1_000; beat++) {
      long now = beat * 50L;
      Alarms.Added first = add(now + 100, 1);
      Alarms.Added second = add(now + 100, 2);
      woken += (first.wake() ? 1 : 0) + (second.wake() ? 1 : 0);
      alarms.cancel(first.alarm());
      assertTrue(alarms.untilNextNanos(START + now + 1) > 50);
      alarms.cancel(second.alarm());
      assertTrue(alarms.untilNextNanos(START + now + 2) > 50);
    }
    assertEquals(2, woken);
    assertTrue(alarms.untilNextNanos(START + 999 * 50L + 100) > 0);
  }

  @Test
  @DisplayName("that were cancelled leave one look behind, and then nothing")
  void lastLook() {
    alarms.cancel(add(100, 1).alarm());
    assertEquals(90, alarms.untilNextNanos(START + 10));
    assertEquals(Alarms.FOR_EVER, alarms.untilNextNanos(START + 100));
    assertEquals(Alarms.FOR_EVER, alarms.untilNextNanos(START + 101));
  }
}
