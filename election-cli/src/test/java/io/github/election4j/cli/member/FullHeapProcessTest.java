/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.testkit.ElectionImage;
import io.github.election4j.cli.testkit.FullHeap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("When the heap is full")
class FullHeapProcessTest {

  /** How the virtual machine ends a process without memory. */
  private static final int NO_MEMORY = 3;

  private static final String HEAP = "-Xmx24m";

  @TempDir private Path folder;
  private String address;

  @BeforeEach
  void findPort() throws Exception {
    address = "127.0.0.1:" + LoopbackPorts.find(1).getFirst();
  }

  private static ElectionImage start(List<String> options, List<String> arguments)
      throws Exception {
    List<String> words = new ArrayList<>();
    words.add(ElectionImage.image().resolve("bin/java").toString());
    words.add(HEAP);
    words.addAll(options);
    Path classes =
        Path.of(FullHeap.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    words.addAll(List.of("-cp", classes.toString(), FullHeap.class.getName()));
    words.addAll(arguments);
    return ElectionImage.start(new ProcessBuilder(words));
  }

  private static long awaitLeadership(ElectionImage election) throws Exception {
    return EventLine.fromJson(election.awaitLine(line -> line.contains("leadership-gained")))
        .state()
        .term();
  }

  @Test
  @DisplayName("the command ends, and a supervisor can start it again with the record it had")
  void command() throws Exception {
    List<String> run = new ArrayList<>(List.of("run", "--id", "a", "--member", "a=" + address));
    run.addAll(List.of("--json", "--state", folder.resolve("state").toString()));
    Path sign = folder.resolve("sign");
    List<String> arguments = new ArrayList<>(List.of(sign.toString()));
    arguments.addAll(run);
    long before;
    try (ElectionImage election =
        start(
            List.of(
                "--add-modules=io.github.election4j.cli",
                "--add-exports=io.github.election4j.cli/io.github.election4j.cli=ALL-UNNAMED"),
            arguments)) {
      before = awaitLeadership(election);
      Files.createFile(sign);
      ElectionImage.Result result = election.awaitEnd();
      assertEquals(NO_MEMORY, result.status(), result.messages()::toString);
    }
    try (ElectionImage again = ElectionImage.start(run.toArray(String[]::new))) {
      assertTrue(awaitLeadership(again) > before);
    }
  }

  @Test
  @DisplayName("of a program with the library, the member fails and does not say that it leads")
  void library() throws Exception {
    try (ElectionImage program =
        start(
            List.of("-XX:-ExitOnOutOfMemoryError"),
            List.of(folder.resolve("state").toString(), address))) {
      ElectionImage.Result result = program.awaitEnd();
      String said = String.join("\n", result.output());
      assertTrue(said.startsWith("false "), () -> said + result.messages());
      assertTrue(said.matches("(?s).*(heap is full|[Mm]emory).*"), said);
    }
  }
}
