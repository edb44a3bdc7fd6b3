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
import io.github.election4j.cli.testkit.Unshown;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("election status, of real members,")
class StatusSubcommandTest {

  @RegisterExtension static final Unshown WARNINGS = new Unshown();

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final CommandLine commandLine =
      new CommandLine(
          List.of(new StatusSubcommand()), new Terminal(output, new ByteArrayOutputStream()));

  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, Election> members = new LinkedHashMap<>();

  @BeforeEach
  void start() throws Exception {
    List<Integer> ports = new ArrayList<>(LoopbackPorts.find(3));
    for (String id : List.of("a", "b", "c")) {
      addresses.put(id, "127.0.0.1:" + ports.removeFirst());
    }
    for (String id : addresses.keySet()) {
      ElectionBuilder builder =
          Election.builder(id)
              .transport("socket")
              .volatileVotes()
              .electionTimeout(Duration.ofMillis(800), Duration.ofMillis(1200))
              .lease(Duration.ofMillis(800));
      addresses.forEach(builder::member);
      members.put(id, builder.start());
    }
  }

  @AfterEach
  void end() {
    members.values().forEach(Election::close);
  }

  @Test
  @DisplayName(
      "finds the others from one member, says who is not reached and why, and why nobody leads")
  void judgesTheCluster() throws Exception {
    Await.until("all agree", () -> status("a") == 0 && text().contains("say 3 of 3 voters"));
    assertEquals(5, text().lines().count(), text());

    // Who leads may change on a busy machine, so each step asks anew.
    String dead = members.get("a").awaitLeader(Duration.ofMinutes(1)).id().equals("c") ? "b" : "c";
    members.get(dead).close();
    String missed = ": '%s' at %s: ".formatted(dead, addresses.get(dead));
    Await.until("the leader misses it", () -> status("a") == 0 && text().contains(missed));
    assertTrue(text().contains("say 2 of 3 voters"), text());

    members.get(dead.equals("b") ? "c" : "b").close();
    Await.until(
        "nobody leads, and it says why",
        () -> status("a") == 1 && text().contains("so 1 more must"));
  }

  private int status(String asked) {
    output.reset();
    try {
      return commandLine.run(
          List.of("status", "--member", asked + "=" + addresses.get(asked), "--timeout", "5s"));
    } catch (InterruptedException nobodyDoesThat) {
      throw new IllegalStateException(nobodyDoesThat);
    }
  }

  /** In one line each, however narrow the terminal is. */
  private String text() {
    return output.toString(StandardCharsets.UTF_8).replaceAll("\\n  +", " ");
  }
}
