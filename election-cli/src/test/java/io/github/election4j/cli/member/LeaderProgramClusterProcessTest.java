/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.cluster.LocalCluster;
import io.github.election4j.cli.cluster.MemberProcess;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.ElectionImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A program that is to run on one of three members")
class LeaderProgramClusterProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(ElectionImage.PATIENCE_SECONDS);

  /** Slow enough for a busy machine, and fast enough for a test that waits for a lease to end. */
  private static final List<String> TIMING =
      List.of("--heartbeat", "100ms", "--election-timeout", "500ms..1s", "--lease", "500ms");

  @TempDir private Path folder;
  private final List<EventLine> events = new ArrayList<>();
  private final Map<String, MemberProcess> processes = new HashMap<>();
  private LocalCluster cluster;

  /** One run of the program, as it was noted by the program itself. */
  private record Note(String id, long term, long pid) {}

  @BeforeEach
  void startCluster() throws Exception {
    cluster = new LocalCluster(3, this::launcher, events::add);
    for (Member member : cluster.members()) {
      start(member.id());
    }
  }

  private void start(String id) throws IOException {
    processes.put(id, cluster.start(id));
  }

  private List<String> launcher(List<String> arguments) {
    List<String> words = ElectionImage.words(arguments);
    words.addAll(TIMING);
    String script = "echo $ELECTION_ID $ELECTION_TERM $$ >> " + notebook() + "; exec sleep 1000";
    words.addAll(List.of("--", "sh", "-c", script));
    return words;
  }

  @AfterEach
  void end() {
    cluster.close();
    notes().forEach(note -> Await.end(note.pid()));
  }

  @Test
  @DisplayName("runs on the leader alone, and moves when an operator transfers or ends the tenure")
  void movesWithTheLeadership() throws Exception {
    Note first = awaitProgram(cluster.running(), 0);
    String other = others(first.id()).iterator().next();

    operator("transfer", "--to", other);
    Note second = awaitProgramOf(other, first.term());
    assertTrue(!Await.isRunning(first.pid()), "two programs at once");

    ElectionImage.Result result = operator("resign", "--json");
    assertTrue(result.output().get(0).contains("\"outcome\":\"done\""), result.output()::toString);
    Note third = awaitProgram(cluster.running(), second.term());
    assertTrue(!Await.isRunning(first.pid()), "two programs at once");
    assertTrue(third.pid() != second.pid());
    assertTrue(!Await.isRunning(second.pid()), "two programs at once");
  }

  @Test
  @DisplayName("ends when its member is killed, and when its member is stopped for too long")
  void endsWithItsMember() throws Exception {
    Note killed = awaitProgram(cluster.running(), 0);
    cluster.kill(killed.id());
    Await.end(killed.pid());
    awaitProgram(others(killed.id()), killed.term());

    start(killed.id());
    Note stopped = awaitProgram(cluster.running(), killed.term());
    long pid = processes.get(stopped.id()).pid();
    ElectionImage.signal("STOP", pid);
    try {
      Await.end(stopped.pid());
      awaitProgram(others(stopped.id()), stopped.term());
    } finally {
      ElectionImage.signal("CONT", pid);
    }
  }

  private Set<String> others(String id) {
    Set<String> others = new TreeSet<>(cluster.running());
    others.remove(id);
    return others;
  }

  /** Waits until these members agree on a later leader whose program has noted its term. */
  private Note awaitProgram(Set<String> members, long after) throws Exception {
    return awaitProgram(members, tenure -> tenure.term() > after);
  }

  /** The same for a certain leader: a busy machine may lose the one that is asked to go, first. */
  private Note awaitProgramOf(String leader, long after) throws Exception {
    return awaitProgram(
        cluster.running(), tenure -> tenure.leader().equals(leader) && tenure.term() > after);
  }

  private Note awaitProgram(Set<String> members, Predicate<Tenure> wanted) throws Exception {
    takeUntil(() -> cluster.chronicle().leaderOf(members).filter(wanted).isPresent());
    Tenure tenure = cluster.chronicle().leaderOf(members).orElseThrow();
    Await.until(
        "the program of " + tenure, () -> notes().stream().anyMatch(note -> isOf(tenure, note)));
    return notes().stream().filter(note -> isOf(tenure, note)).findFirst().orElseThrow();
  }

  private static boolean isOf(Tenure tenure, Note note) {
    return note.id().equals(tenure.leader()) && note.term() == tenure.term();
  }

  private void takeUntil(BooleanSupplier condition) throws Exception {
    assertTrue(cluster.takeUntil(condition, PATIENCE), () -> "it did not come to that: " + events);
  }

  /** A busy machine has no leader for a moment, now and then: the operator is to try again. */
  private ElectionImage.Result operator(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--group", LocalCluster.GROUP));
    for (Member member : cluster.members()) {
      all.addAll(List.of("--member", member.id() + "=" + member.address()));
    }
    ElectionImage.Result result = ElectionImage.run(all.toArray(String[]::new));
    for (int tries = 1; result.status() != 0; tries++) {
      assertTrue(tries < 10, result.messages()::toString);
      result = ElectionImage.run(all.toArray(String[]::new));
    }
    return result;
  }

  private Path notebook() {
    return folder.resolve("notes");
  }

  private List<Note> notes() {
    try {
      return Files.exists(notebook())
          ? Files.readAllLines(notebook()).stream()
              .map(LeaderProgramClusterProcessTest::note)
              .toList()
          : List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Note note(String line) {
    String[] words = line.split(" ", -1);
    return new Note(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]));
  }
}
