/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.console.JsonReader;
import io.github.election4j.cli.testkit.ElectionImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demonstration")
class DemoProcessTest {

  @TempDir private Path folder;

  @TempDir private Path drawings;

  @Test
  @DisplayName("kills a leader, sees one new leader of a higher term, and leaves nothing behind")
  void playsToTheEnd() throws Exception {
    Path page = drawings.resolve("demo.html");
    try (ElectionImage demo = start("demo", "--kills", "1", "--draw", page.toString())) {
      ElectionImage.Result result = demo.awaitEnd();
      assertEquals(0, result.status(), () -> result.output() + " " + result.messages());
      assertTrue(
          result.output().stream()
              .anyMatch(
                  line -> line.startsWith("1 of 1 kills were followed by exactly one new leader")),
          () -> String.join("\n", result.output()));
      assertTrue(
          result.output().stream().allMatch(line -> line.length() <= 80),
          () -> String.join("\n", result.output()));
      assertEquals(List.of(), leftBehind());
      assertDrawn(Files.readString(page));
    }
  }

  /** Votes and leases are told by the members, as details of their lines. */
  private static void assertDrawn(String page) {
    assertTrue(page.contains("3 members, "), page);
    assertTrue(page.contains("Kill 1 of 1: "), page);
    assertTrue(
        Pattern.compile("<title>[0-9:.]+  . votes for . in term").matcher(page).find(), page);
    assertTrue(page.contains("<title>the lease of "), page);
  }

  @Test
  @DisplayName("leaves nothing behind when it is asked to end in the middle")
  void isTidyWhenAskedToEnd() throws Exception {
    try (ElectionImage demo = start("demo", "--json")) {
      List<ProcessHandle> members = awaitMembers(demo);
      demo.process().destroy();
      demo.awaitEnd();
      awaitEnd(members);
      assertEquals(List.of(), leftBehind());
    }
  }

  @Test
  @DisplayName("leaves no process behind when it is killed")
  void leavesNoOrphans() throws Exception {
    try (ElectionImage demo = start("demo", "--json")) {
      List<ProcessHandle> members = awaitMembers(demo);
      demo.process().destroyForcibly();
      awaitEnd(members);
      demo.awaitEnd();
    }
  }

  /** The demonstration with a folder for temporary files of its own. */
  private ElectionImage start(String... arguments) throws Exception {
    List<String> words = ElectionImage.words(List.of(arguments));
    words.addAll(ElectionImage.PATIENT_TIMING);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder);
    return ElectionImage.start(builder);
  }

  private List<Path> leftBehind() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Waits for the first leader. */
  private static List<ProcessHandle> awaitMembers(ElectionImage demo) throws Exception {
    List<ProcessHandle> members = new ArrayList<>();
    demo.awaitLine(
        line -> {
          if (line.contains("\"demo-process-started\"")) {
            long pid = Long.parseLong(JsonReader.readFlat(line).get("pid"));
            Optional<ProcessHandle> member = ProcessHandle.of(pid);
            member.ifPresent(members::add);
          }
          return line.contains("\"demo-agreed\"");
        });
    assertEquals(3, members.size());
    return members;
  }

  private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(ElectionImage.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
