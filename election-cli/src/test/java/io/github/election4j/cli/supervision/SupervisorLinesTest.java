/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.supervision.SupervisorReport.Cause;
import io.github.election4j.cli.supervision.SupervisorReport.Ended;
import io.github.election4j.cli.supervision.SupervisorReport.GoesOn;
import io.github.election4j.cli.supervision.SupervisorReport.NotStarted;
import io.github.election4j.cli.supervision.SupervisorReport.Started;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a member and the supervisor of its program say to each other")
class SupervisorLinesTest {

  @Test
  @DisplayName("instructions are read as they were written")
  void instructions() {
    for (SupervisorInstruction instruction :
        List.of(
            new SupervisorInstruction.Run(7, 122_000_000),
            new SupervisorInstruction.Renew(1),
            new SupervisorInstruction.End())) {
      assertEquals(instruction, SupervisorInstruction.parse(instruction.line()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "en", "run", "run 7", "run 7 x", "run 7 8 9", "renew", "end now"})
  @DisplayName("a line that was cut off or is another one is no instruction")
  void noOrders(String line) {
    assertThrows(IllegalArgumentException.class, () -> SupervisorInstruction.parse(line));
  }

  @Test
  @DisplayName("reports are read as they were written, for every cause")
  void reports() {
    assertRead(new Started(7, 4711));
    assertRead(new NotStarted(7, "Cannot run program \"x\": no such file"));
    assertRead(new GoesOn(7, "process 12 belongs to user 'root'"));
    for (Cause cause : Cause.values()) {
      assertRead(new Ended(7, 143, cause));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "started 7",
        "started 7 8 9",
        "ended 7 0",
        "ended 7 0 x",
        "not-started",
        "goes-on 7"
      })
  @DisplayName("a line that was cut off or is another one is no report")
  void noReports(String line) {
    assertThrows(IllegalArgumentException.class, () -> SupervisorReport.parse(line));
  }

  @Test
  @DisplayName("a reason of several lines becomes one line")
  void oneLine() {
    assertEquals("not-started 7 a; b", new NotStarted(7, "a\nb").line());
    assertEquals("goes-on 7 a; b", new GoesOn(7, "a\nb").line());
  }

  @Test
  @DisplayName("a reason without an end is cut off, and a line without one is not read")
  void bounded() {
    assertTrue(new NotStarted(7, "x".repeat(1_000_000)).line().length() < BoundedLines.LONGEST);
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThrows(IOException.class, () -> new BoundedLines(endless).next());
  }

  @Test
  @DisplayName("a line whose writer was killed half-way is none")
  void cutOff() throws IOException {
    BoundedLines lines =
        new BoundedLines(new ByteArrayInputStream("whole\nha".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.of("whole"), lines.next());
    assertEquals(Optional.empty(), lines.next());
  }

  @Test
  @DisplayName("only a program that nobody asked to end, or that never began, ended by itself")
  void byItself() {
    assertTrue(new NotStarted(7, "x").byItself());
    assertEquals(127, new NotStarted(7, "x").status());
    for (Cause cause : Cause.values()) {
      assertEquals(cause == Cause.ITSELF, new Ended(7, 0, cause).byItself());
      assertFalse(new Ended(7, 0, cause).reason().isBlank());
    }
  }

  private static void assertRead(SupervisorReport report) {
    assertEquals(report, SupervisorReport.parse(report.line()));
  }
}
