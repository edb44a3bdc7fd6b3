/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.ElectionImage;
import io.github.election4j.cli.testkit.FullPipe;
import io.github.election4j.cli.testkit.FullPipe.Unread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A member on one processor whose output nobody reads")
class UnreadOutputProcessTest {

  @TempDir private Path folder;
  private String member = "";

  @BeforeEach
  void chooseAddress() throws Exception {
    member = "only=127.0.0.1:" + LoopbackPorts.find(1).get(0);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("leads, answers, goes on leading, and ends in order on SIGTERM")
  void leadsOn(Unread unread) throws Exception {
    try (ElectionImage election = start(unread, List.of("--json"))) {
      awaitLeader();
      for (int times = 0; times < 3; times++) {
        // A sole voter loses its leadership to nobody, however busy the machine is.
        assertEquals(0, operator("status").status());
      }
      assertEquals(0, operator("reset", "--id", "only").status());
      awaitLeader();

      election.process().destroy();
      assertEquals(0, awaitStatus(election));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("exits with status 1 when it has failed")
  void fails(Unread unread) throws Exception {
    try (ElectionImage election = start(unread, List.of())) {
      awaitLeader();
      // No file of it may grow or be written to from now on, as if its disk were full.
      Process limit =
          new ProcessBuilder("prlimit", "--fsize=0", "--pid=" + election.process().pid())
              .inheritIO()
              .start();
      assertEquals(0, limit.waitFor());
      operator("reset", "--id", "only");
      assertEquals(1, awaitStatus(election));
    }
  }

  @Test
  @DisplayName("ends the program that it leads with on SIGTERM, and then itself")
  void endsItsProgram() throws Exception {
    Path note = folder.resolve("note");
    List<String> program =
        List.of("--", "sh", "-c", "echo $$ > \"$0\"; exec sleep 1000", note.toString());
    try (ElectionImage election = start(Unread.BOTH, program)) {
      Await.until("the program runs", () -> note.toFile().length() > 0);
      long pid = Long.parseLong(Files.readString(note).strip());
      election.process().destroy();
      assertEquals(0, awaitStatus(election));
      Await.end(pid);
    }
  }

  @Test
  @DisplayName("exits with status 2 if it cannot start, though nobody reads why")
  void cannotStart() throws Exception {
    try (ElectionImage election = start(Unread.MESSAGES, List.of("--drift", "0.5"))) {
      assertEquals(2, awaitStatus(election));
    }
  }

  private ElectionImage start(Unread unread, List<String> more) throws Exception {
    String state = folder.resolve("state").toString();
    List<String> arguments =
        new ArrayList<>(List.of("run", "--id", "only", "--member", member, "--state", state));
    arguments.addAll(ElectionImage.PATIENT_TIMING);
    arguments.addAll(more);
    return ElectionImage.start(
        FullPipe.process(folder.resolve("pipe"), unread, ElectionImage.words(arguments)));
  }

  private void awaitLeader() {
    Await.until(
        "it leads",
        () -> {
          try {
            return operator("status").status() == 0;
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  private ElectionImage.Result operator(String... words) throws Exception {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--member", member, "--timeout", "1m"));
    return ElectionImage.run(all.toArray(String[]::new));
  }

  private static int awaitStatus(ElectionImage election) throws Exception {
    assertTrue(
        election.process().waitFor(ElectionImage.PATIENCE_SECONDS, TimeUnit.SECONDS),
        "the process goes on");
    return election.process().exitValue();
  }
}
