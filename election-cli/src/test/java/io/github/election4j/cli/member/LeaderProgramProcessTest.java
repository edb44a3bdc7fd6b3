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
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.ElectionImage;
import io.github.election4j.cli.testkit.ListeningSockets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A program that a member runs while it leads")
class LeaderProgramProcessTest {

  @TempDir private Path folder;
  private List<String> member;

  @BeforeEach
  void chooseMember() throws Exception {
    String address = "127.0.0.1:" + LoopbackPorts.find(1).get(0);
    member = new ArrayList<>(List.of("run", "--id", "only", "--member", "only=" + address));
    member.addAll(List.of("--state", folder.resolve("state").toString()));
    member.addAll(ElectionImage.PATIENT_TIMING);
  }

  @Test
  @DisplayName("writes to standard output as it likes, reads nothing, and its status is passed on")
  void passesOn() throws Exception {
    ElectionImage.Result result =
        run("echo $ELECTION_ID $ELECTION_GROUP $ELECTION_TERM; cat; exit 7");
    assertEquals(7, result.status());
    // More than one if the machine was so busy that the lease was lost.
    assertTrue(
        !result.output().isEmpty()
            && result.output().stream().allMatch(line -> line.matches("only default \\d+")),
        result.output()::toString);
    assertTrue(
        result.messages().stream()
            .anyMatch(
                line -> line.endsWith("the program ended with status 7 (it ended by itself)")),
        result.messages()::toString);
  }

  @Test
  @DisplayName("is told of among the events, with its process and its status")
  void events() throws Exception {
    ElectionImage.Result result = run("true", "--json");
    assertEquals(0, result.status());
    List<EventLine> events = result.output().stream().map(EventLine::fromJson).toList();
    EventLine started = last(events, EventKind.PROGRAM_STARTED);
    assertTrue(Long.parseLong(started.details().get("pid")) > 0);
    assertTrue(started.toJson().contains("\"pid\":" + started.details().get("pid")));
    EventLine ended = last(events, EventKind.PROGRAM_ENDED);
    assertEquals("0", ended.details().get("status"));
    assertEquals(started.term(), ended.term());
    assertEquals(1, events.stream().filter(line -> line.kind() == EventKind.STOPPED).count());
  }

  @Test
  @DisplayName("that cannot be started ends the member with status 127")
  void cannotStart() throws Exception {
    member.addAll(List.of("--", folder.resolve("absent").toString()));
    ElectionImage.Result result = ElectionImage.run(member.toArray(String[]::new));
    assertEquals(127, result.status());
    assertTrue(
        result.messages().stream().anyMatch(line -> line.contains("No such file")),
        result.messages()::toString);
  }

  @Test
  @DisplayName("runs again in a later term with --restart, and ends with the member")
  void restart() throws Exception {
    try (ElectionImage election = start("echo run $ELECTION_TERM", "--restart")) {
      long first = termOf(election.awaitLine(line -> line.startsWith("run ")));
      long second = termOf(election.awaitLine(line -> line.startsWith("run ")));
      assertTrue(second > first, () -> first + " then " + second);
      election.process().destroy();
      assertEquals(0, election.awaitEnd().status());
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 'trap \"\" TERM; '", "INT, ''"})
  @DisplayName("is dead, by force if need be, before the member ends on a signal")
  void endsWithTheMember(String signal, String trap) throws Exception {
    String script = trap + "echo pid $$; while :; do sleep 1; done";
    try (ElectionImage election = start(script, "--grace", "200ms")) {
      long pid = termOf(election.awaitLine(line -> line.startsWith("pid ")));
      ElectionImage.signal(signal, election.process().pid());
      ElectionImage.Result result = election.awaitEnd();
      assertTrue(!Await.isRunning(pid));
      assertEquals(0, result.status());
    }
  }

  @Test
  @DisplayName("ends with the supervisor between it and the member, and the member ends as well")
  void supervisorKilled() throws Exception {
    try (ElectionImage election = start("exec sleep 1000", "--json")) {
      // Before the member has said so it does not know which process it has to end.
      String started = election.awaitLine(line -> line.contains(EventKind.PROGRAM_STARTED.word()));
      long pid = Long.parseLong(EventLine.fromJson(started).details().get("pid"));
      ProcessHandle supervisor = election.process().children().findFirst().orElseThrow();
      ElectionImage.signal("KILL", supervisor.pid());
      assertEquals(1, election.awaitEnd().status());
      assertTrue(!Await.isRunning(pid));
    }
  }

  @Test
  @DisplayName("is ended by the member when the supervisor between them was stopped")
  void supervisorStopped() throws Exception {
    try (ElectionImage election = start("exec sleep 1000", "--json", "--grace", "100ms")) {
      String started = election.awaitLine(line -> line.contains(EventKind.PROGRAM_STARTED.word()));
      long pid = Long.parseLong(EventLine.fromJson(started).details().get("pid"));
      ProcessHandle supervisor = election.process().children().findFirst().orElseThrow();
      ElectionImage.signal("STOP", supervisor.pid());
      election.process().destroy();
      // 1 if the member had not come to close when it ended the supervisor.
      assertTrue(election.awaitEnd().status() <= 1);
      assertTrue(!Await.isRunning(pid));
      assertTrue(!Await.isRunning(supervisor.pid()));
    }
  }

  @Test
  @DisplayName("opens no port to be told of: the member listens where it says, and nowhere else")
  void noOtherPort() throws Exception {
    try (ElectionImage election = start("exec sleep 1000", "--json")) {
      election.awaitLine(line -> line.contains(EventKind.PROGRAM_STARTED.word()));
      List<Long> processes = new ArrayList<>(List.of(election.process().pid()));
      election.process().descendants().forEach(below -> processes.add(below.pid()));
      assertEquals(1, ListeningSockets.of(processes).size());
    }
  }

  private ElectionImage.Result run(String script, String... options) throws Exception {
    try (ElectionImage election = start(script, options)) {
      return election.awaitEnd();
    }
  }

  private ElectionImage start(String script, String... options) throws IOException {
    List<String> words = new ArrayList<>(member);
    words.addAll(List.of(options));
    words.addAll(List.of("--", "sh", "-c", script));
    return ElectionImage.start(words.toArray(String[]::new));
  }

  private static long termOf(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }

  private static EventLine last(List<EventLine> events, EventKind kind) {
    return events.stream()
        .filter(line -> line.kind() == kind)
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssertionError(events));
  }
}
