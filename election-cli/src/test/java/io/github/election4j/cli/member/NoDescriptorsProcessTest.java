/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.testkit.Await;
import io.github.election4j.cli.testkit.ElectionImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A member whose process has no file descriptors left")
class NoDescriptorsProcessTest {

  /** So many connections it can still take when its limit is set. */
  private static final int LEFT = 3;

  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  @TempDir private Path folder;

  @Test
  @DisplayName("leads on, says so once, and listens again when it has some")
  void leadsOn() throws Exception {
    assumeTrue(Files.isExecutable(PRLIMIT), PRLIMIT + " is missing");
    int port = LoopbackPorts.find(1).get(0);
    String member = "only=127.0.0.1:" + port;
    String state = folder.resolve("state").toString();
    List<String> words = new ArrayList<>(List.of("run", "--id", "only", "--member", member));
    words.addAll(List.of("--json", "--state", state));
    try (ElectionImage election = ElectionImage.start(words.toArray(String[]::new))) {
      election.awaitLine(line -> line.contains("leadership-gained"));
      long pid = election.process().pid();
      long before = descriptors(pid);
      limit(pid, before + LEFT);
      exhaust(pid, before + LEFT, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertEquals(0, ElectionImage.run("status", "--member", member).status());
      ElectionImage.signal("TERM", pid);
      ElectionImage.Result result = election.awaitEnd();
      assertEquals(0, result.status(), result.messages()::toString);
      assertEquals(
          1,
          result.messages().stream().filter(line -> line.contains("cannot be accepted")).count(),
          result.messages()::toString);
      assertFalse(
          result.output().stream()
              .filter(line -> line.contains("leadership-lost"))
              .anyMatch(line -> !line.contains("it resigned")),
          result.output()::toString);
    }
  }

  /** Holds connections until there is no descriptor left for another one, and lets them go. */
  private static void exhaust(long pid, long limit, InetSocketAddress member) throws IOException {
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int connection = 0; connection < 10 * LEFT; connection++) {
        Socket stranger = new Socket();
        strangers.add(stranger);
        stranger.connect(member);
      }
      Await.until("it has none left", () -> descriptors(pid) >= limit);
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  private static long descriptors(long pid) {
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return all.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void limit(long pid, long descriptors) throws Exception {
    Process prlimit =
        new ProcessBuilder(
                PRLIMIT.toString(), "--pid", Long.toString(pid), "--nofile=" + descriptors)
            .inheritIO()
            .start();
    assertEquals(0, prlimit.waitFor());
  }
}
