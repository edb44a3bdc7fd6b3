/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.console.CommandLine;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.event.EventKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The subcommand draw")
class DrawSubcommandTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @Test
  @DisplayName("makes one page of several files")
  void severalFiles() throws Exception {
    Path first = write("a.log", new Logs().say(0, "a", EventKind.STARTED, 1, "follower").text());
    Path second = write("b.log", new Logs().say(5, "b", EventKind.STARTED, 1, "follower").text());
    assertEquals(0, run(first.toString(), second.toString()));
    assertTrue(text(results).startsWith("<!DOCTYPE html>"));
    assertTrue(text(results).contains("2 members, 2 events"));
    assertEquals("", text(messages));
  }

  @Test
  @DisplayName("writes a drawing into a file, and says how many lines it has left out")
  void intoAFile() throws Exception {
    String line = new Logs().say(0, "a", EventKind.STARTED, 1, "follower").text();
    Path log = write("a.log", "noise\n" + line + "\nnoise\n");
    Path drawing = folder.resolve("a.svg");
    assertEquals(0, run("--svg", "--to", drawing.toString(), log.toString()));
    assertTrue(Files.readString(drawing).startsWith("<svg xmlns="));
    assertEquals("", text(results));
    assertEquals("election draw: left out 2 lines that are no events\n", text(messages));
  }

  @Test
  @DisplayName("says so when there is nothing to draw, or a file is missing")
  void nothingToDraw() throws Exception {
    assertEquals(1, run(write("text.log", "09:05:00  a  started\n").toString()));
    assertEquals(
        "election draw: no line is an event; expected lines of election run --json\n",
        text(messages));
    assertEquals(1, run(folder.resolve("missing").toString()));
    assertTrue(text(messages).endsWith("missing\n"), text(messages));
    assertEquals("", text(results));
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(String... words) throws Exception {
    Terminal terminal = new Terminal(results, messages);
    List<String> all = new ArrayList<>(List.of("draw"));
    all.addAll(List.of(words));
    return new CommandLine(List.of(new DrawSubcommand()), terminal).run(all);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
