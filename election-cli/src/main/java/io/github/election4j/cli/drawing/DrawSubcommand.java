/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.console.Arguments;
import io.github.election4j.cli.console.Failures;
import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.console.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code election draw}: a picture of what members have told. */
public final class DrawSubcommand implements Subcommand {

  /** Has no state. */
  public DrawSubcommand() {}

  @Override
  public String name() {
    return "draw";
  }

  @Override
  public String summary() {
    return "draws what members have told, as a page for a browser";
  }

  @Override
  public String synopsis() {
    return "[FILE ...] [--to FILE] [--svg]";
  }

  @Override
  public Options options() {
    return Options.COMMON
        .value("to", "FILE", "where to write; default: standard output")
        .flag("svg", "write one SVG drawing instead of a page")
        .words();
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Each FILE holds lines of election run --json, of one member or of several; without one"
            + " standard input does. A line that is no event is left out, and counted.",
        "",
        "A lane for each member shows what it was, arrows are votes and first promises, and where"
            + " nobody leads is shaded. Calm times are left out. The page needs nothing else, and"
            + " runs nothing. Members on several machines have several clocks: what they say is"
            + " drawn as it is.",
        "",
        "Exit status: 0 if something was drawn, 1 if there was no event or a file failed.");
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException {
    Optional<Path> target = arguments.optional("to", Values::file);
    Picture picture = new Picture();
    try {
      read(arguments.words(), picture);
      if (picture.isEmpty()) {
        terminal.tell(
            "election draw: %s; expected lines of election run --json"
                .formatted(
                    picture.foreignLines() == 0 ? "there are no lines" : "no line is an event"));
        return EXIT_NOT_DONE;
      }
      if (picture.foreignLines() > 0) {
        terminal.tell(
            "election draw: left out %d lines that are no events"
                .formatted(picture.foreignLines()));
      }
      String drawn = arguments.has("svg") ? picture.drawing() : picture.page();
      if (target.isPresent()) {
        Files.writeString(target.get(), drawn, StandardCharsets.UTF_8);
      } else {
        terminal.print(drawn.stripTrailing());
      }
      return EXIT_DONE;
    } catch (IOException failed) {
      terminal.tell("election draw: " + Failures.describe(failed));
      return EXIT_NOT_DONE;
    }
  }

  private static void read(List<String> files, Picture picture) throws UsageException, IOException {
    LogReader reader = new LogReader(picture);
    if (files.isEmpty()) {
      reader.read(System.in);
    }
    for (String file : files) {
      try (InputStream in = Files.newInputStream(path(file))) {
        reader.read(in);
      }
    }
  }

  private static Path path(String file) throws UsageException {
    try {
      return Values.file(file);
    } catch (IllegalArgumentException noPath) {
      throw new UsageException("'%s' is no file; expected %s".formatted(file, noPath.getMessage()));
    }
  }
}
