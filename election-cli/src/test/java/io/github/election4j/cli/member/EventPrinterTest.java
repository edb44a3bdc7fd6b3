/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.cli.console.LineQueue;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.supervision.SupervisorReport;
import io.github.election4j.cli.testkit.UnreadStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The printer of events")
class EventPrinterTest {

  private static final Instant AT = Instant.parse("2026-01-31T09:05:00.000125Z");

  /** A leadership of member a, with everything else that can happen. */
  private static final List<ElectionEvent> EVENTS =
      List.of(
          new ElectionEvent.Started(6, Role.FOLLOWER),
          new ElectionEvent.RoleChanged(
              7, Role.CANDIDATE, Role.LEADER, "votes of a, b", List.of("a", "b")),
          new ElectionEvent.LeaderElected(7, Optional.of(new Leader("a", "h:1", 7))),
          new ElectionEvent.LeadershipGained(7),
          new ElectionEvent.MembersChanged(
              7, "7.2", List.of(Member.of("a", "h:1"), Member.of("b", "h:2"))),
          new ElectionEvent.TaskOverrun(7, Duration.ofMillis(1_200)),
          new ElectionEvent.LeadershipLost(7, "the lease ran out"),
          new ElectionEvent.LeaderElected(7, Optional.empty()),
          new ElectionEvent.RoleChanged(7, Role.FOLLOWER, Role.PRE_CANDIDATE, "silence"),
          new ElectionEvent.Warning(7, "the disk is \"slow\""),
          new ElectionEvent.Stopped(8, Optional.empty()));

  @Test
  @DisplayName(
      "writes JSON lines with time, member, group, event, term, leader and role as they were then")
  void writesJson() {
    String start =
        "{\"at\":\"2026-01-31T09:05:00.000125Z\",\"member\":\"a\",\"group\":\"g\",\"event\":";
    assertEquals(
        List.of(
            start + "\"started\",\"term\":6,\"leader\":null,\"role\":\"follower\"}",
            start
                + "\"role-changed\",\"term\":7,\"leader\":null,\"role\":\"leader\",\"from\":\"candidate\",\"reason\":\"votes"
                + " of a, b\",\"votes\":\"a b\"}",
            start + "\"leader-elected\",\"term\":7,\"leader\":\"a\",\"role\":\"leader\"}",
            start
                + "\"leadership-gained\",\"term\":7,\"leader\":\"a\",\"role\":\"leader\",\"lease\":\"122.727ms\"}",
            start
                + "\"members-changed\",\"term\":7,\"leader\":\"a\",\"role\":\"leader\",\"configuration\":\"7.2\",\"members\":\"a"
                + " b\"}",
            start
                + "\"task-overrun\",\"term\":7,\"leader\":\"a\",\"role\":\"leader\",\"overrun\":\"1200ms\"}",
            start
                + "\"leadership-lost\",\"term\":7,\"leader\":\"a\",\"role\":\"leader\",\"reason\":\"the"
                + " lease ran out\"}",
            start + "\"leader-elected\",\"term\":7,\"leader\":null,\"role\":\"leader\"}",
            start
                + "\"role-changed\",\"term\":7,\"leader\":null,\"role\":\"pre-candidate\",\"from\":\"follower\",\"reason\":\"silence\"}",
            start
                + "\"warning\",\"term\":7,\"leader\":null,\"role\":\"pre-candidate\",\"message\":\"the"
                + " disk is \\\"slow\\\"\"}",
            start + "\"stopped\",\"term\":8,\"leader\":null,\"role\":\"closed\"}"),
        print(true, EVENTS));
  }

  @Test
  @DisplayName("writes sentences for people")
  void writesSentences() {
    String start = "09:05:00.000125  a  ";
    assertEquals(
        List.of(
            start + "started as follower in term 6",
            start + "candidate -> leader in term 7 (votes of a, b)",
            start + "is elected in term 7",
            start + "LEADS term 7",
            start + "configuration 7.2: a b",
            start + "a task of term 7 goes on for 1200ms",
            start + "no longer leads term 7 (the lease ran out)",
            start + "knows no leader in term 7",
            start + "follower -> pre-candidate in term 7 (silence)",
            start + "warning: the disk is \"slow\"",
            start + "stopped"),
        print(false, EVENTS));
  }

  @Test
  @DisplayName("says whom a follower follows")
  void namesTheLeaderOfAFollower() {
    ElectionEvent elected =
        new ElectionEvent.LeaderElected(3, Optional.of(new Leader("b", "h:2", 3)));
    assertEquals(
        List.of("09:05:00.000125  a  follows b in term 3"), print(false, List.of(elected)));
  }

  @Test
  @DisplayName("writes what is read back as the same event")
  void isReadBack() {
    for (String line : print(true, EVENTS)) {
      assertEquals(line, EventLine.fromJson(line).toJson());
    }
  }

  @Test
  @DisplayName("tells of the end, and why the member failed")
  void tellsTheEnd() {
    EventPrinter printer = printer(new ByteArrayOutputStream(), true);
    printer.onEvent(AT, new ElectionEvent.Started(0, Role.FOLLOWER));
    assertFalse(printer.stopped().isDone());
    printer.onEvent(AT, new ElectionEvent.Stopped(0, Optional.of("disk full")));
    assertEquals(Optional.of("disk full"), printer.stopped().join());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "waits for no reader: it tells of each gain, loss and the end, and how many others it left"
          + " out")
  void leavesOut(boolean json) throws Exception {
    UnreadStream unread = new UnreadStream();
    EventPrinter printer = printer(unread, json);
    printer.onEvent(AT, new ElectionEvent.Started(0, Role.FOLLOWER));
    unread.awaitWriter();

    int terms = 2_000;
    for (int term = 1; term <= terms; term++) {
      printer.onEvent(AT, new ElectionEvent.RoleChanged(term, Role.CANDIDATE, Role.LEADER, "x"));
      printer.onEvent(AT, new ElectionEvent.LeadershipGained(term));
      printer.onEvent(AT, new ElectionEvent.LeadershipLost(term, "y"));
    }
    printer.onEvent(AT, new ElectionEvent.Stopped(terms, Optional.empty()));
    assertTrue(printer.stopped().isDone());
    assertFalse(printer.awaitWritten(Duration.ofMillis(1)));

    unread.read();
    awaitWritten(printer);
    List<String> lines = unread.text().lines().toList();
    assertEquals(terms, count(lines, json ? "\"leadership-gained\"" : "LEADS term "));
    assertEquals(terms, count(lines, json ? "\"leadership-lost\"" : "no longer leads term "));
    assertTrue(lines.getLast().contains("stopped"), lines::getLast);
    long told = count(lines, json ? "\"role-changed\"" : "candidate -> leader");
    long leftOut =
        lines.stream()
            .map(json ? EventPrinterTest::leftOutOf : EventPrinterTest::leftOutIn)
            .mapToLong(Long::longValue)
            .sum();
    assertTrue(told < terms / 2, () -> told + " told");
    assertEquals(terms, told + leftOut);
  }

  private static long count(List<String> lines, String part) {
    return lines.stream().filter(line -> line.contains(part)).count();
  }

  private static long leftOutOf(String json) {
    return Long.parseLong(EventLine.fromJson(json).details().getOrDefault("count", "0"));
  }

  private static long leftOutIn(String sentence) {
    Matcher matcher =
        Pattern.compile("  a  (\\d+) events were left out: they were not read in time")
            .matcher(sentence);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  @Test
  @DisplayName("refuses to read lines that are no event")
  void refusesOtherLines() {
    String line = print(true, EVENTS).get(0);
    for (String other :
        List.of(
            "",
            "{}",
            line.replace("started", "strated"),
            line.replace("\"term\":6,", ""),
            line.replace(":6,", ":x,"))) {
      assertThrows(IllegalArgumentException.class, () -> EventLine.fromJson(other), other);
    }
  }

  @Test
  @DisplayName("tells what becomes of the program that runs while the member leads")
  void tellsOfTheProgram() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    for (EventPrinter printer : List.of(printer(text, false), printer(json, true))) {
      printer.onReport(new SupervisorReport.Started(7, 4711));
      printer.onReport(new SupervisorReport.Ended(7, 143, SupervisorReport.Cause.LOSS));
      awaitWritten(printer);
    }
    List<String> sentences = text.toString(StandardCharsets.UTF_8).lines().toList();
    assertTrue(sentences.get(0).endsWith("  a  started the program, process 4711"));
    assertTrue(
        sentences.get(1).endsWith("  a  the program ended with status 143 (leadership was lost)"));
    List<String> lines = json.toString(StandardCharsets.UTF_8).lines().toList();
    assertTrue(lines.get(0).endsWith(",\"pid\":4711}"), lines.get(0));
    EventLine ended = EventLine.fromJson(lines.get(1));
    assertEquals(EventKind.PROGRAM_ENDED, ended.kind());
    assertEquals(7, ended.term());
    assertEquals("143", ended.details().get("status"));
  }

  private static List<String> print(boolean json, List<ElectionEvent> events) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    EventPrinter printer = printer(output, json);
    events.forEach(event -> printer.onEvent(AT, event));
    awaitWritten(printer);
    return output.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void awaitWritten(EventPrinter printer) {
    try {
      assertTrue(printer.awaitWritten(Duration.ofMinutes(1)));
    } catch (InterruptedException nobodyDoesThat) {
      throw new IllegalStateException(nobodyDoesThat);
    }
  }

  private static EventPrinter printer(OutputStream output, boolean json) {
    LineQueue lines = new LineQueue("print-events", output);
    return new EventPrinter(
        new EventLine.Source("a", "g"), json, lines, Optional.of(Duration.ofNanos(122_727_272)));
  }
}
