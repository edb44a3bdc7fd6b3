/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.testkit.ElectionImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A member run by the command")
class RunProcessTest {

  @TempDir private Path folder;
  private List<String> arguments;

  @BeforeEach
  void chooseArguments() throws Exception {
    String member = "only=127.0.0.1:" + LoopbackPorts.find(1).get(0);
    arguments =
        new ArrayList<>(
            List.of("run", "--id", "only", "--member", member, "--state", folder.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  @DisplayName(
      "stops leading, says that it stopped and exits 0 when it is asked to end by a signal")
  void endsOnASignal(String signal) throws Exception {
    // With short times a busy machine would have something to say.
    arguments.addAll(ElectionImage.PATIENT_TIMING);
    try (ElectionImage command = start("--json")) {
      command.awaitLine(line -> line.contains("\"leadership-gained\""));
      ElectionImage.signal(signal, command.process().pid());
      ElectionImage.Result result = command.awaitEnd();
      assertEquals(0, result.status());
      assertEquals(List.of(), result.messages());
      List<EventLine> events = events(result);
      EventLine last = events.get(events.size() - 1);
      assertEquals(EventKind.STOPPED, last.kind());
      assertEquals(
          count(events, EventKind.LEADERSHIP_GAINED), count(events, EventKind.LEADERSHIP_LOST));
    }
  }

  @Test
  @DisplayName("ends when its standard input ends, if it is told to")
  void endsOnEndOfInput() throws Exception {
    try (ElectionImage command = start("--stop-on-eof")) {
      command.awaitLine(line -> line.contains("LEADS"));
      command.process().outputWriter().close();
      assertEquals(0, command.awaitEnd().status());
    }
  }

  @Test
  @DisplayName("tells its events as JSON lines, in the order in which they happened")
  void tellsItsEvents() throws Exception {
    try (ElectionImage command = start("--json", "--group", "g")) {
      command.awaitLine(line -> line.contains("\"leadership-gained\""));
      command.process().destroy();
      List<EventLine> events = events(command.awaitEnd());

      assertEquals(EventKind.STARTED, events.get(0).kind());
      assertTrue(
          events.stream()
              .allMatch(event -> event.source().equals(new EventLine.Source("only", "g"))));
      List<EventLine> inOrder = new ArrayList<>(events);
      inOrder.sort((one, other) -> one.at().compareTo(other.at()));
      assertEquals(inOrder, events);
      EventLine gained =
          events.stream()
              .filter(event -> event.kind() == EventKind.LEADERSHIP_GAINED)
              .findFirst()
              .orElseThrow();
      assertEquals("leader", gained.state().role());
      assertEquals("only", gained.state().leader().orElseThrow());
    }
  }

  @Test
  @DisplayName("listens where --bind says, if its address is none of this machine")
  void listensElsewhere() throws Exception {
    int port = LoopbackPorts.find(1).get(0);
    // An address for documentation, which is given to nobody (RFC 5737).
    arguments.set(arguments.indexOf("--member") + 1, "only=192.0.2.1:" + port);
    try (ElectionImage command = start()) {
      ElectionImage.Result result = command.awaitEnd();
      assertEquals(2, result.status());
      assertTrue(result.messages().getLast().contains("bind"), result.messages()::toString);
    }
    try (ElectionImage command = start("--bind", "127.0.0.1:" + port)) {
      command.awaitLine(line -> line.contains("LEADS"));
      String there = "only=127.0.0.1:" + port;
      assertEquals(0, ElectionImage.run("status", "--member", there, "--timeout", "1m").status());
    }
  }

  @Test
  @DisplayName("takes members and group from the environment, as those who ask it do")
  void takesTheEnvironment() throws Exception {
    int option = arguments.indexOf("--member");
    String member = arguments.remove(option + 1);
    arguments.remove(option);
    Map<String, String> environment = Map.of("ELECTION_MEMBERS", member, "ELECTION_GROUP", "g");
    try (ElectionImage command = startIn(environment, arguments)) {
      command.awaitLine(line -> line.contains("LEADS"));
      try (ElectionImage status = startIn(environment, List.of("status", "--timeout", "1m"))) {
        assertEquals(0, status.awaitEnd().status());
      }
      try (ElectionImage status = startIn(Map.of("ELECTION_MEMBERS", "only"), List.of("status"))) {
        ElectionImage.Result result = status.awaitEnd();
        assertEquals(2, result.status());
        assertTrue(
            result.messages().getLast().startsWith("election status: ELECTION_MEMBERS is 'only'"),
            result.messages()::toString);
      }
    }
  }

  private static ElectionImage startIn(Map<String, String> environment, List<String> words)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(ElectionImage.words(words));
    builder.environment().putAll(environment);
    return ElectionImage.start(builder);
  }

  @Test
  @DisplayName("leads a higher term after a restart")
  void remembersTheTerm() throws Exception {
    long first = runUntilItLeads();
    long second = runUntilItLeads();
    assertTrue(second > first, () -> first + " then " + second);
  }

  private long runUntilItLeads() throws Exception {
    try (ElectionImage command = start("--json")) {
      String line = command.awaitLine(text -> text.contains("\"leadership-gained\""));
      ElectionImage.signal("KILL", command.process().pid());
      return EventLine.fromJson(line).term();
    }
  }

  private ElectionImage start(String... more) throws Exception {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return ElectionImage.start(all.toArray(String[]::new));
  }

  private static List<EventLine> events(ElectionImage.Result result) {
    return result.output().stream().map(EventLine::fromJson).toList();
  }

  private static long count(List<EventLine> events, EventKind kind) {
    return events.stream().filter(event -> event.kind() == kind).count();
  }
}
