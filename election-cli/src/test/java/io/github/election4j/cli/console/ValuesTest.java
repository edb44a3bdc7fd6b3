/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The value of an option")
class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "1us,1000",
    "50ms,50000000",
    "2s,2000000000",
    "60m,3600000000000",
    "0.5s,500000000",
    "1.5ms,1500000",
    "0.001us,1"
  })
  @DisplayName("is a duration if it is a number and a unit")
  void readsDurations(String text, long nanos) {
    assertEquals(Duration.ofNanos(nanos), Values.duration(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "50",
        "ms",
        "0ms",
        "-1s",
        "1.s",
        ".5s",
        "1.5.5s",
        "1,5s",
        "0.0001us",
        "60.1m",
        "61m",
        "1h",
        "1 s",
        "99999999999999999999s",
        "٣s"
      })
  @DisplayName("is refused as a duration if it is anything else")
  void refusesDurations(String text) {
    assertEquals(
        "--heartbeat is '%s'; expected a duration from 1us to 60m, such as 50ms, 0.5s or 2s"
            .formatted(text),
        fault(text, Values::duration));
  }

  @Test
  @DisplayName("is a range if it is two durations, the shorter first")
  void readsRanges() {
    assertEquals(
        new Values.DurationRange(Duration.ofMillis(150), Duration.ofSeconds(1)),
        Values.durationRange("150ms..1s"));
    for (String text : List.of("150ms", "150ms..", "..1s", "2s..1s", "150..300", "1s..2s..3s")) {
      assertTrue(fault(text, Values::durationRange).endsWith("the shorter first"), text);
    }
  }

  @Test
  @DisplayName("is a whole number within bounds")
  void readsWholeNumbers() throws UsageException {
    assertEquals(7, arguments("7").get("heartbeat", Values.wholeNumber(1, 7), 1));
    for (String text : List.of("0", "8", "x", "", "1.0", "\u0663", "99999999999")) {
      assertEquals(
          "--heartbeat is '%s'; expected a whole number from 1 to 7".formatted(text),
          fault(text, Values.wholeNumber(1, 7)));
    }
  }

  @Test
  @DisplayName("is a fraction below 1")
  void readsFractions() {
    assertEquals(0.25, Values.fraction("0.25"));
    assertEquals(0.0, Values.fraction("0"));
    for (String text : List.of("1", "-0.1", "NaN", "\u0660.\u0661", "x", "")) {
      assertTrue(fault(text, Values::fraction).endsWith("such as 0.1"), text);
    }
  }

  @Test
  @DisplayName("is a name if the library would take it as an id")
  void readsNames() {
    assertEquals("eu-west.1:a_b", Values.name("eu-west.1:a_b"));
    for (String text : List.of("", " ", "-a", "a b", "ä", "a\n", "x".repeat(129))) {
      assertTrue(fault(text, Values::name).contains("expected 1 to 128"), text);
    }
  }

  @Test
  @DisplayName("is a directory if it has the form of a path")
  void readsDirectories() {
    assertEquals(Path.of("some", "where"), Values.directory("some/where"));
    for (String text : List.of("", " ", "a\0b")) {
      assertTrue(fault(text, Values::directory).endsWith("expected the path of a directory"), text);
    }
  }

  @Test
  @DisplayName("may be left out if there is a default, and must be given otherwise")
  void knowsWhatIsRequired() throws UsageException {
    Arguments none = Options.COMMON.value("id", "ID", "an id").parse(List.of());
    assertEquals("x", none.get("id", Values::name, "x"));
    assertEquals(Optional.empty(), none.optional("id", Values::name));
    assertEquals(
        "--id is missing",
        assertThrows(UsageException.class, () -> none.required("id", Values::name)).reason());
  }

  private static Arguments arguments(String value) throws UsageException {
    return Options.COMMON.value("heartbeat", "TIME", "").parse(List.of("--heartbeat", value));
  }

  private static String fault(String value, Arguments.Reader<?> reader) {
    return assertThrows(UsageException.class, () -> arguments(value).required("heartbeat", reader))
        .reason();
  }
}
