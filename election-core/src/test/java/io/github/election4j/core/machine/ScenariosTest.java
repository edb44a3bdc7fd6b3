/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Golden scenarios: commands in words, and beneath each, indented, what the machines do. {@code
 * -Dgolden.update} writes the files anew; keep a change only if the design explains every line of
 * its diff. {@link ScenarioCommands} lists the commands.
 */
class ScenariosTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "scenarios");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final String COMMENT = "#";
  private static final String OUTPUT = "  ";

  @TestFactory
  @DisplayName("Each scenario goes as its file says")
  Stream<DynamicTest> scenarios() throws IOException {
    return files().stream()
        .map(file -> dynamicTest(title(file), file.toUri(), () -> compare(file)));
  }

  @Test
  @DisplayName("There are at least 40 scenarios, and each begins with what it shows")
  void enough() throws IOException {
    List<Path> files = files();

    assertTrue(files.size() >= 40, "scenarios: " + files.size());
    for (Path file : files) {
      assertTrue(
          title(file).length() > 10, file + " begins with a comment that says what it shows");
    }
  }

  private static void compare(Path file) throws IOException {
    String expected = Files.readString(file);
    String actual = play(expected);
    if (UPDATE) {
      Files.writeString(file, actual);
    }
    assertEquals(
        UPDATE ? actual : expected,
        actual,
        file.getFileName() + " goes otherwise; -Dgolden.update writes it anew, for review");
  }

  private static String play(String script) {
    ScenarioCommands commands = new ScenarioCommands();
    List<String> lines = new ArrayList<>();
    for (String line : script.split("\n", -1)) {
      if (line.isBlank() || line.startsWith(COMMENT)) {
        lines.add(line);
      } else if (!line.startsWith(OUTPUT)) {
        lines.add(line);
        commands.run(line).forEach(output -> lines.add(OUTPUT + output.strip()));
      }
    }
    return String.join("\n", lines);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static String title(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .findFirst()
          .filter(line -> line.startsWith(COMMENT))
          .orElse("")
          .substring(1)
          .strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
