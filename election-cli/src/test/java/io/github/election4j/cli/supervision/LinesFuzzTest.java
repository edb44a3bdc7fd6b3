/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.cli.event.EventLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The lines that processes of the command say to each other")
class LinesFuzzTest {

  private static final String EVENT =
      "{\"at\":\"2026-01-01T00:00:00.000001Z\",\"member\":\"a\",\"group\":\"g\","
          + "\"event\":\"%s\",\"term\":7,\"leader\":null,\"role\":\"leader\"%s}";

  private static final List<String> LINES =
      List.of(
          EVENT.formatted("leadership-gained", ""),
          EVENT.formatted("program-started", ",\"pid\":4711"),
          EVENT.formatted("events-left-out", ",\"count\":3"),
          EVENT.formatted("warning", ",\"message\":\"\\u001b \\\" x\""),
          "started 7 4711",
          "ended 7 143 LOSS",
          "not-started 7 no such file",
          "run 7 122000000",
          "renew 1",
          "end");

  @Test
  @DisplayName("are read or refused, whatever was changed in them")
  void changed() {
    Random random = new Random(3);
    for (int round = 0; round < 1_500; round++) {
      byte[] line = LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.UTF_8);
      byte[] other = LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.UTF_8);
      for (int change = random.nextInt(4); change > 0; change--) {
        line[random.nextInt(line.length)] =
            random.nextBoolean() ? (byte) random.nextInt() : other[random.nextInt(other.length)];
      }
      LinesFuzzTarget.fuzzerTestOneInput(line);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01T00:00:00Z", ""})
  @DisplayName("are no events if their time is none")
  void noTime(String time) {
    String line = EVENT.formatted("warning", "").replace("2026-01-01T00:00:00.000001Z", time);
    assertThrows(IllegalArgumentException.class, () -> EventLine.fromJson(line));
  }

  @Test
  @DisplayName("are no events if what must be a number is none")
  void noNumber() {
    String line = EVENT.formatted("program-started", ",\"pid\":\"many\"");
    assertThrows(IllegalArgumentException.class, () -> EventLine.fromJson(line));
  }
}
