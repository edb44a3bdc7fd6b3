/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.Election;
import io.github.election4j.core.machine.ElectionMachine;
import io.github.election4j.transport.inmemory.InMemoryNetwork;
import java.io.BufferedReader;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While the JDK's scheduler of virtual threads has no carrier left,")
class StarvedTest {

  @Test
  @DisplayName("the leader leads on: platform threads do what its lease lives on")
  void leadsOn() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:VMOptionsFile=../build/quick.options",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                "-cp",
                classPath(),
                StarvedProcess.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader()) {
      List<String> lines =
          output
              .lines()
              .filter(line -> line.startsWith("held") || line.startsWith("loss"))
              .toList();
      assertEquals(List.of("held true, in one term true"), lines);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() throws URISyntaxException {
    return String.join(
        File.pathSeparator,
        location(StarvedProcess.class),
        location(ElectionMachine.class),
        location(Election.class),
        location(InMemoryNetwork.class),
        location(DisplayName.class));
  }

  private static String location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
