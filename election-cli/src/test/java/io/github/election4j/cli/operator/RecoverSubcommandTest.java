/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.console.CommandLine;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("election recover")
class RecoverSubcommandTest {

  private static final String CONSENT = "--yes-i-understand-this-can-split-the-cluster";

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final CommandLine commandLine =
      new CommandLine(List.of(new RecoverSubcommand()), new Terminal(output, messages));

  @TempDir private Path folder;
  private Path state;
  private String a;
  private String b;

  @BeforeEach
  void chooseAddresses() throws Exception {
    List<Integer> ports = LoopbackPorts.find(2);
    a = "127.0.0.1:" + ports.get(0);
    b = "127.0.0.1:" + ports.get(1);
    state = folder.resolve("a");
  }

  /** A founder of three, whose others are gone. */
  private Election survivor() {
    return start(
        Election.builder("a").member("a", a).member("b", "127.0.0.1:8").member("c", "127.0.0.1:9"),
        "a");
  }

  private Election start(ElectionBuilder builder, String id) {
    return builder.transport("socket").stateDirectory(folder.resolve(id)).start();
  }

  private int recover(String... more) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("recover", "--state", state.toString(), CONSENT));
    words.addAll(List.of(more));
    return commandLine.run(words);
  }

  @Test
  @DisplayName("gives a survivor other members, who elect in a term that no old token can reach")
  void recovers() throws Exception {
    survivor().close();
    assertEquals(0, recover("--members", "a=" + a + ",b=" + b, "--lease", "200ms"), this::messages);
    assertTrue(
        output().startsWith("member 'a' of group 'default' goes on in term 1099511627776 with"),
        this::output);
    try (Election survivor = survivor();
        Election newcomer = start(Election.builder("b").joining(b), "b")) {
      Await.until("one leads", () -> survivor.isLeader() || newcomer.isLeader());
      assertTrue(survivor.status().term() > 1L << 40);
      assertEquals(2, survivor.status().members().size());
    }
  }

  @Test
  @DisplayName("tells a program what it did")
  void tellsPrograms() throws Exception {
    survivor().close();
    assertEquals(0, recover("--members", "a=" + a, "--json"), this::messages);
    assertEquals(
        "{\"member\":\"a\",\"group\":\"default\",\"term\":1099511627776,\"configuration\":"
            + "\"1099511627776.2\",\"members\":[{\"id\":\"a\",\"address\":\""
            + a
            + "\"}]}\n",
        output());
    try (Election alone = survivor()) {
      Await.until("it leads alone", alone::isLeader);
    }
  }

  @Test
  @DisplayName("begins the era that a person names, for a record that nobody can trust")
  void era() throws Exception {
    survivor().close();
    assertEquals(2, recover("--members", "a=" + a, "--era", "0"));
    assertTrue(messages().contains("--era is '0'; expected"), this::messages);
    assertEquals(0, recover("--members", "a=" + a, "--era", "3"), this::messages);
    try (Election alone = survivor()) {
      Await.until("it leads alone", alone::isLeader);
      assertTrue(alone.status().term() > 3L << 40);
    }
  }

  @Test
  @DisplayName("refuses the directory of a member that runs")
  void running() throws Exception {
    try (Election running = survivor()) {
      assertEquals(1, recover("--members", "a=" + a));
      assertTrue(messages().contains("is in use by"), this::messages);
      assertEquals(3, running.status().members().size());
    }
  }

  @Test
  @DisplayName("refuses a directory that is missing or empty, and makes nothing there")
  void noState() throws Exception {
    assertEquals(1, recover("--members", "a=" + a));
    assertTrue(messages().contains("holds no state of a member"), this::messages);
    Files.createDirectory(state);
    messages.reset();
    assertEquals(1, recover("--members", "a=" + a));
    assertTrue(messages().contains("holds no state of a member"), this::messages);
    try (Stream<Path> files = Files.list(state)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  @DisplayName("refuses a damaged record, and a file in place of the directory")
  void damaged() throws Exception {
    survivor().close();
    Files.write(state.resolve("votes"), new byte[4_096]);
    assertEquals(1, recover("--members", "a=" + a));
    assertEquals(1, messages().lines().count(), this::messages);
    assertTrue(messages().contains("votes"), this::messages);
    messages.reset();
    state = Files.createFile(folder.resolve("file"));
    assertEquals(1, recover("--members", "a=" + a));
    assertTrue(messages().contains("holds no state of a member"), this::messages);
  }

  @Test
  @DisplayName("refuses members without the one whose state it is, and says who that is")
  void withoutOwner() throws Exception {
    survivor().close();
    assertEquals(1, recover("--members", "b=" + b));
    assertTrue(messages().contains("belongs to member 'a'"), this::messages);
    try (Election survivor = survivor()) {
      assertEquals(3, survivor.status().members().size(), "nothing was changed");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--members a=h:1, --state is missing",
        "--state x, --members is missing; expected --members ID=HOST:PORT",
        "--state x --members a, --members is 'a'; expected ID=HOST:PORT",
        "--state x --members a=h:1;, --members is ''; expected ID=HOST:PORT",
        "--state x --members a=h:1;a=h:2, --members: member id is 'a'; expected to occur once",
        "--state x --members a=h:1 --members b=h:1, --members: address of member 'b' is 'h:1';"
            + " expected another",
        "--state x --members a=h:1 --lease 2h, --lease is '2h'",
        "--state x --members a=h:1 --yes, unknown option --yes",
        "--state x --members a=h:1 all, 'all' is not an option",
        "--state x --members a=h:1, --yes-i-understand-this-can-split-the-cluster is missing"
      })
  @DisplayName("with wrong words ends with what was expected and status 2")
  void wrong(String words, String reason) throws Exception {
    List<String> all = new ArrayList<>(List.of("recover"));
    all.addAll(List.of(words.replace(';', ',').split(" ")));
    assertEquals(2, commandLine.run(all));
    assertTrue(messages().startsWith("election recover: " + reason), this::messages);
    assertEquals(1, messages().lines().count(), this::messages);
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  private String messages() {
    return messages.toString(StandardCharsets.UTF_8);
  }
}
