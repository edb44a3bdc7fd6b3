/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Logs for tests: recorded ones, and lines made by hand. */
final class Logs {

  static final Instant START = Instant.parse("2026-01-31T09:05:00Z");

  /** A demonstration with two kills, on a machine that had nothing else to do. */
  static final Path DEMO = Path.of("src/test/resources/drawing/demo.jsonl");

  /** A demonstration on a machine that was so busy that leaders lost their leases. */
  static final Path BUSY = Path.of("src/test/resources/drawing/busy.jsonl");

  private final List<EventLine> lines = new ArrayList<>();

  static Picture picture(Path log) throws IOException {
    return read(Files.readString(log));
  }

  static Picture read(String log) throws IOException {
    Picture picture = new Picture();
    new LogReader(picture).read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    return picture;
  }

  /** A member says something, with its role and the leader that it knows. */
  Logs say(long millis, String member, EventKind kind, long term, String belief) {
    String[] words = belief.split(" of ");
    Optional<String> leader = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
    EventLine.Source source = new EventLine.Source(member, "g");
    EventLine.State state = new EventLine.State(term, leader, words[0]);
    lines.add(new EventLine(START.plusMillis(millis), source, kind, state, Map.of()));
    return this;
  }

  /** What was said last has a detail. */
  Logs with(String name, String value) {
    EventLine last = lines.removeLast();
    lines.add(
        new EventLine(last.at(), last.source(), last.kind(), last.state(), Map.of(name, value)));
    return this;
  }

  String text() {
    return lines.stream().map(EventLine::toJson).collect(Collectors.joining("\n"));
  }

  History history() throws IOException {
    return read(text()).histories().getFirst();
  }

  /** Leadership that goes from member to member, with that many events. */
  static String longLog(int events, int members) {
    Logs logs = new Logs();
    int told = 0;
    for (int term = 1; told < events; term++) {
      String leader = "m" + term % members;
      long at = term * 1_000L;
      logs.say(at, leader, EventKind.ROLE_CHANGED, term, "candidate");
      logs.say(at + 20, leader, EventKind.ROLE_CHANGED, term, "leader of " + leader);
      logs.say(at + 30, leader, EventKind.LEADERSHIP_GAINED, term, "leader of " + leader);
      logs.say(at + 300, leader, EventKind.LEADERSHIP_LOST, term, "leader of " + leader);
      logs.say(at + 310, leader, EventKind.ROLE_CHANGED, term, "follower");
      told += 5;
    }
    return logs.text();
  }
}
