/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The reader of logs")
class LogReaderTest {

  private static final String GOOD =
      new Logs().say(0, "a", EventKind.STARTED, 1, "follower").text();

  @Test
  @DisplayName("reads each line of a demonstration")
  void readsADemonstration() throws IOException {
    Picture picture = Logs.picture(Logs.DEMO);
    assertEquals(0, picture.foreignLines());
    List<String> members =
        picture.histories().getFirst().lanes().stream().map(History.Lane::member).toList();
    assertEquals(List.of("a", "b", "c"), members);
    long told =
        Files.readString(Logs.DEMO).lines().filter(line -> line.contains("\"role\":")).count();
    long marks =
        picture.histories().getFirst().lanes().stream()
            .mapToLong(lane -> lane.marks().size())
            .sum();
    assertEquals(told + 2, marks, "two kills besides");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{",
        "{\"at\":\"2026-01-31T09:05:00.000000Z\"}",
        "{\"event\":\"demo-killed\",\"group\":\"g\",\"member\":\"a\",\"at\":\"never\"}",
        "{\"event\":\"demo-killed\",\"group\":\"g\",\"member\":\"<b>\",\"at\":\"2026-01-31T09:05:00.000000Z\"}",
        "{\"event\":\"demo-act\",\"group\":\"<b>\",\"at\":\"2026-01-31T09:05:00.000000Z\"}",
        "\"event\":\"demo-finished\"",
      })
  @DisplayName("leaves out, and counts, what is no event")
  void leavesOut(String line) throws IOException {
    Picture picture = Logs.read(GOOD + "\n" + line + "\n\n" + GOOD);
    assertEquals(1, picture.foreignLines());
    assertEquals(2, picture.histories().getFirst().lanes().getFirst().marks().size());
    assertTrue(picture.page().contains("1 line is no event, and is left out."));
  }

  @Test
  @DisplayName("leaves out what is cut off anywhere, or has a byte changed into another member")
  void leavesOutDamagedLines() throws IOException {
    for (int end = 1; end < GOOD.length(); end++) {
      assertEquals(1, Logs.read(GOOD.substring(0, end)).foreignLines(), GOOD.substring(0, end));
    }
    for (String damaged :
        List.of(
            GOOD.replace("\"a\"", "\"a b\""),
            GOOD.replace("follower", "king"),
            GOOD.replace("\"term\":1", "\"term\":-1"),
            GOOD.replace("\"leader\":null", "\"leader\":\"<script>\""))) {
      assertEquals(1, Logs.read(damaged).foreignLines(), damaged);
    }
  }

  @Test
  @DisplayName("holds no more of a line than the longest that a member writes")
  void boundsLines() throws IOException {
    String longLine =
        new Logs()
            .say(0, "a", EventKind.WARNING, 1, "follower")
            .with("message", "x".repeat(70_000))
            .text();
    Picture picture = Logs.read(longLine + "\n" + GOOD);
    assertEquals(1, picture.foreignLines());
    assertEquals(1, picture.histories().getFirst().lanes().getFirst().marks().size());
  }

  @Test
  @DisplayName("keeps the newest events, and says how many it has left out")
  void boundsEvents() throws IOException {
    Picture picture = Logs.read(Logs.longLog(Picture.MOST_ENTRIES + 10, 3));
    assertTrue(picture.page().contains("The first 10 events are left out"));
  }

  @Test
  @DisplayName("draws the first members only, and says how many events of others there were")
  void boundsMembers() throws IOException {
    Picture picture = Logs.read(Logs.longLog(5 * (Picture.MOST_LANES + 2), 1_000));
    assertEquals(Picture.MOST_LANES, picture.histories().getFirst().lanes().size());
    assertTrue(picture.page().contains("10 events are left out: only the first 64 members"));
  }
}
