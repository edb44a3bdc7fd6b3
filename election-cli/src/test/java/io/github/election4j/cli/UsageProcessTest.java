/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.testkit.ElectionImage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command, asked for what it cannot do,")
class UsageProcessTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "vote, unknown subcommand 'vote'",
    "run --idd a, unknown option --idd; did you mean --id?",
    "run, --id is missing",
    "run --id a --member a=localhost:7400, --state is missing",
    "run --id a --member b=localhost:7400 --state x, --id is 'a'; expected one of the members: b",
    "run --id a --member a=localhost:1 --member a=localhost:2 --state x, --member: member id is"
        + " 'a'; expected to occur once",
    "run --id a --member a=localhost:7400 --state x --heartbeat 0s, --heartbeat is '0s'",
    "run --id a --member a=localhost:7400 --state x --heartbeat 90ms --election-timeout"
        + " 150ms..300ms, --heartbeat is 90ms; expected at most half",
    "run --id a --joining --member a=localhost:1 --member b=localhost:2 --state x, --joining is"
        + " given with 2 members; expected --member of this one alone",
    "members --member a=localhost:7400, what to do is missing; expected list",
    "recover --state x --members a=localhost:7400, --yes-i-understand-this-can-split-the-cluster is"
        + " missing",
    "status --member a=localhost, --member is 'a=localhost'; expected ID=HOST:PORT",
    "status --member a=localhost:7400 --timeout soon, --timeout is 'soon'",
    "demo --heartbeat never, --heartbeat is 'never'; expected a duration",
    "demo --members 2, --members is '2'; expected a whole number from 3 to 15"
  })
  @DisplayName("says in one line what is wrong with an option, and ends with status 2")
  void refusesOptions(String words, String reason) throws Exception {
    assertRefused(reason, words.split(" "));
  }

  @Test
  @DisplayName("says so of a state directory that cannot be made")
  void refusesAnUnwritableDirectory() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(file.toString(), member("a", "default", freePort(), file.resolve("state")));
  }

  @Test
  @DisplayName("says so of a port that is in use")
  void refusesAPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertRefused("127.0.0.1:" + port, member("a", "default", port, folder.resolve("state")));
    }
  }

  @Test
  @DisplayName("says so of a state directory of another member or group, or of a running one")
  void refusesTheStateOfOthers() throws Exception {
    Path state = folder.resolve("state");
    try (ElectionImage running = ElectionImage.start(member("a", "default", freePort(), state))) {
      running.awaitLine(line -> line.contains("LEADS"));
      assertRefused(state.toString(), member("a", "default", freePort(), state));
      running.process().destroy();
      assertEquals(0, running.awaitEnd().status());
    }
    assertRefused("'a'", member("b", "default", freePort(), state));
    assertRefused("'default'", member("a", "other", freePort(), state));
  }

  private static int freePort() throws Exception {
    return LoopbackPorts.find(1).get(0);
  }

  private static String[] member(String id, String group, int port, Path state) {
    String member = id + "=127.0.0.1:" + port;
    return new String[] {
      "run", "--id", id, "--member", member, "--group", group, "--state", state.toString()
    };
  }

  private static void assertRefused(String reason, String... arguments) throws Exception {
    ElectionImage.Result result = ElectionImage.run(arguments);
    assertAll(
        () -> assertEquals(2, result.status()),
        () -> assertEquals(List.of(), result.output()),
        () -> assertEquals(1, result.messages().size(), result.messages()::toString),
        () ->
            assertTrue(
                result.messages().get(0).startsWith("election"), result.messages()::toString),
        () -> assertTrue(result.messages().get(0).contains(reason), result.messages()::toString));
  }
}
