/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionSettings.AllowAdmin;
import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.console.CommandLine;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.Unshown;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An operator's command")
class OperatorTest {

  @RegisterExtension static final Unshown WARNINGS = new Unshown();

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final CommandLine commandLine =
      new CommandLine(
          List.of(new ResignSubcommand(), new TransferSubcommand(), new ResetSubcommand()),
          new Terminal(output, messages));

  @TempDir private Path folder;
  private String address;

  @BeforeEach
  void chooseAddress() throws Exception {
    address = "127.0.0.1:" + LoopbackPorts.find(1).get(0);
  }

  private Election start(AllowAdmin allowAdmin) throws Exception {
    return start(allowAdmin, Duration.ofSeconds(1));
  }

  private Election start(AllowAdmin allowAdmin, Duration shortest) throws Exception {
    Election election =
        Election.builder("a")
            .member("a", address)
            .transport("socket")
            .stateDirectory(folder)
            .allowAdmin(allowAdmin)
            .electionTimeout(shortest, shortest.multipliedBy(2))
            .lease(shortest)
            .closeTimeout(Duration.ofMinutes(1))
            .start();
    election.awaitLeader(Duration.ofMinutes(1));
    Await.until("it leads", election::isLeader);
    return election;
  }

  @Test
  @DisplayName("is carried out by the member, which says what it did")
  void done() throws Exception {
    try (Election election = start(AllowAdmin.LOOPBACK, Duration.ofMillis(200))) {
      long term = election.status().term();
      assertEquals(0, run("resign", "--timeout", "60s"), this::messages);
      assertTrue(output().matches("'a' leads term \\d+\n"), output());
      assertTrue(election.status().term() > term);

      output.reset();
      assertEquals(0, run("reset", "--id", "a", "--json"));
      assertEquals(
          "{\"subcommand\":\"reset\",\"member\":\"a\",\"outcome\":\"done\",\"detail\":\"member 'a'"
              + " waits for an election\"}\n",
          output());
      assertEquals("", messages());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = AllowAdmin.class,
      names = {"NONE", "TLS"})
  @DisplayName("is refused by a member that does not allow it, with the reason and status 1")
  void refused(AllowAdmin allowAdmin) throws Exception {
    try (Election election = start(allowAdmin)) {
      long term = election.status().term();
      for (List<String> words :
          List.of(
              List.of("resign"), List.of("transfer", "--to", "a"), List.of("reset", "--id", "a"))) {
        messages.reset();
        assertEquals(1, run(words.toArray(String[]::new)));
        assertTrue(
            messages().startsWith("election " + words.get(0) + ": member 'a' takes orders"),
            messages());
      }
      assertEquals("", output());
      assertTrue(election.isLeader());
      assertEquals(term, election.status().term());
    }
  }

  @Test
  @DisplayName("that cannot be carried out ends with the reason and status 1")
  void invalid() throws Exception {
    try (Election election = start(AllowAdmin.LOOPBACK)) {
      assertEquals(1, run("transfer", "--to", "b"));
      assertTrue(messages().contains("member 'b' cannot take over"), messages());
      assertEquals("", output());
      assertTrue(election.isLeader());
    }
  }

  @Test
  @DisplayName("that nobody takes ends with the reason and status 1")
  void nobody() throws Exception {
    assertEquals(1, run("resign"));
    assertTrue(
        messages().startsWith("election resign: none of the members answers: member 'a': "),
        messages());
    assertTrue(messages().contains("; see whether a member runs there"), messages());
    assertTrue(messages.toString(StandardCharsets.UTF_8).lines().allMatch(this::fits), messages());
    messages.reset();
    assertEquals(1, run("reset", "--id", "a", "--json"));
    assertTrue(output().contains("\"outcome\":\"no-answer\""), output());
    assertTrue(output().contains("; see whether a member runs there"), output());
    assertEquals("", messages());
  }

  @ParameterizedTest
  @CsvSource({
    "transfer, --to is missing",
    "reset, --id is missing",
    "reset --id b, --id is 'b'; expected one of the members: a",
    "resign --timeout 0s, --timeout is '0s'",
    "resign now, '''now'' is not an option'"
  })
  @DisplayName("with a wrong option ends with what was expected and status 2")
  void wrong(String words, String reason) throws Exception {
    assertEquals(2, run(words.split(" ")));
    assertTrue(messages().contains(": " + reason), messages());
  }

  @Test
  @DisplayName("with the name of another group is told which option to correct, and nothing twice")
  void otherGroup() throws Exception {
    try (Election election = start(AllowAdmin.LOOPBACK)) {
      assertEquals(1, run("resign", "--group", "other"));
      assertTrue(messages().contains("name the group of the cluster with --group"), messages());
      assertEquals(1, messages().lines().count(), messages());
      assertTrue(election.isLeader());
    }
  }

  private boolean fits(String line) {
    return line.length() <= 80;
  }

  private int run(String... words) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--member", "a=" + address));
    return commandLine.run(all);
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  /** In one line each, however narrow the terminal is. */
  private String messages() {
    return messages.toString(StandardCharsets.UTF_8).replaceAll("\\n  +", " ");
  }
}
