/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A timestamp")
class TimestampsTest {

  @Test
  @DisplayName("is RFC 3339 in UTC with six digits of the second, cut off")
  void hasMicroseconds() {
    assertEquals(
        "2026-01-31T09:05:00.000125Z",
        Timestamps.text(Instant.parse("2026-01-31T09:05:00.000125999Z")));
    assertEquals("1970-01-01T00:00:00.000000Z", Timestamps.text(Instant.EPOCH));
    assertEquals(
        "0099-12-31T23:59:59.999999Z",
        Timestamps.text(Instant.parse("0099-12-31T23:59:59.999999Z")));
  }

  @Test
  @DisplayName("is read as it was written, and in no other form")
  void isReadBack() {
    Instant moment = Instant.parse("2026-01-31T09:05:00.000125Z");
    assertEquals(moment, Timestamps.parse(Timestamps.text(moment)));
    for (String other :
        List.of(
            "", "2026-01-31T09:05:00Z", "2026-02-30T09:05:00.000125Z", "+12026-01-31T09:05:00Z")) {
      assertThrows(IllegalArgumentException.class, () -> Timestamps.parse(other), other);
    }
  }

  @Test
  @DisplayName("can be cut to the time of day")
  void hasATimeOfDay() {
    assertEquals(
        "09:05:00.000125", Timestamps.timeOfDay(Instant.parse("2026-01-31T09:05:00.000125Z")));
  }
}
