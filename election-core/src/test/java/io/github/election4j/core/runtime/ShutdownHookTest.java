/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Election;
import io.github.election4j.core.machine.ElectionMachine;
import java.io.BufferedReader;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With a shutdown hook")
class ShutdownHookTest {

  @Test
  @DisplayName("a process that is asked to end gives up its leadership and tells its listeners all")
  void handsOver() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:VMOptionsFile=../build/quick.options",
                "-cp",
                classPath(),
                ShutdownProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader events = process.inputReader()) {
      for (String event = ""; !event.equals("LeadershipGained"); ) {
        event = String.valueOf(events.readLine());
        assertTrue(process.isAlive(), event);
      }
      // destroy() of the process itself would close its output, too.
      assertTrue(process.toHandle().destroy());
      List<String> rest = events.lines().toList();
      assertTrue(rest.contains("LeadershipLost"), rest::toString);
      assertEquals("Stopped", rest.getLast());
      assertTrue(process.waitFor(Await.BOUND.toSeconds(), TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() throws URISyntaxException {
    return String.join(
        File.pathSeparator,
        location(ShutdownProcess.class),
        location(ElectionMachine.class),
        location(Election.class));
  }

  private static String location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Test
  @DisplayName("a member that is closed takes its hook away")
  void hookIsRemoved() {
    Election election = ShutdownProcess.member().start();
    Thread hook = ((ElectionNode) election).shutdownHook().orElseThrow();
    election.close();
    election.close();
    assertEquals(false, Runtime.getRuntime().removeShutdownHook(hook));
  }
}
