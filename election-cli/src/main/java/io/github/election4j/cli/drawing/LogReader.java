/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.console.JsonReader;
import io.github.election4j.cli.console.Timestamps;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.wire.WireLimits;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Reads the lines of {@code election run --json}, and those of {@code election demo --json} among
 * them. A line that is damaged, or something else, is counted and left out. For one thread.
 */
final class LogReader {

  /** Longer than any line that a member writes. */
  static final int LONGEST_LINE = 65_536;

  private static final Set<String> ROLES =
      Set.of("follower", "pre-candidate", "candidate", "leader", "observer", "closed", "failed");

  private final Picture picture;

  /**
   * Reads for a picture.
   *
   * @param picture is given each line
   */
  LogReader(Picture picture) {
    this.picture = picture;
  }

  /**
   * Reads to the end. Blocks.
   *
   * @param in not closed
   * @throws IOException if it cannot be read
   */
  void read(InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(in);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = buffered.read(); next >= 0; next = buffered.read()) {
      if (next == '\n') {
        take(line);
        line.reset();
      } else if (line.size() <= LONGEST_LINE) {
        line.write(next);
      }
    }
    take(line);
  }

  private void take(ByteArrayOutputStream bytes) {
    String line = bytes.toString(StandardCharsets.UTF_8).strip();
    if (line.isEmpty()) {
      return;
    }
    try {
      if (bytes.size() > LONGEST_LINE) {
        throw new IllegalArgumentException(
            "expected a line of at most %d bytes".formatted(LONGEST_LINE));
      }
      if (!isOfDemonstration(line)) {
        picture.event(checked(EventLine.fromJson(line)));
      }
    } catch (IllegalArgumentException noEvent) {
      picture.leaveOut();
    }
  }

  /** What can be parsed need not be what a member says. */
  private static EventLine checked(EventLine line) {
    requireName(line.member());
    requireName(line.source().group());
    line.state().leader().ifPresent(LogReader::requireName);
    if (line.term() < 0 || !ROLES.contains(line.state().role())) {
      throw new IllegalArgumentException("expected a term and a role");
    }
    return line;
  }

  private static void requireName(String text) {
    if (!WireLimits.isName(text)) {
      throw new IllegalArgumentException("expected a name");
    }
  }

  /** Takes a line that the demonstration writes itself; most of them say nothing to be drawn. */
  private boolean isOfDemonstration(String line) {
    if (line.contains("\"event\":\"demo-finished\"")) {
      // The one line that is not flat.
      return line.startsWith("{\"at\":\"") && line.endsWith("}");
    }
    if (!line.contains("\"event\":\"demo-")) {
      return false;
    }
    Map<String, String> values = JsonReader.readFlat(line);
    String group = values.getOrDefault("group", "");
    requireName(group);
    switch (values.getOrDefault("event", "")) {
      case "demo-act" ->
          picture.act(
              Timestamps.parse(values.getOrDefault("at", "")),
              group,
              values.getOrDefault("title", ""));
      case "demo-killed" -> {
        String member = values.getOrDefault("member", "");
        requireName(member);
        picture.killed(Timestamps.parse(values.getOrDefault("at", "")), group, member);
      }
      default -> {
        // Told by the lines of the members, too.
      }
    }
    return true;
  }
}
