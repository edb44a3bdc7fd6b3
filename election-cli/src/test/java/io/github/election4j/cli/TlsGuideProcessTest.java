/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.cluster.LoopbackPorts;
import io.github.election4j.cli.testkit.ElectionImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The guide to TLS")
class TlsGuideProcessTest {

  /** The options of a JVM that lives for seconds, as all of the build's have them. */
  private static final Path QUICK = Path.of("..", "build", "quick.options").toAbsolutePath();

  private static final Pattern BLOCK = Pattern.compile("(?sm)^```(sh|text)\\n(.*?)^```$");

  @TempDir private Path folder;

  @Test
  @DisplayName("gives what it says when its commands run, one block after the other")
  void works() throws Exception {
    String page = Files.readString(Path.of("..", "module-info-docs", "tls.md"));
    String port = Integer.toString(LoopbackPorts.find(1).getFirst());
    String output = "";
    int commands = 0;
    Matcher blocks = BLOCK.matcher(page);
    while (blocks.find()) {
      String text = blocks.group(2).replace("7400", port);
      if (blocks.group(1).equals("sh")) {
        output = run(text);
        commands++;
      } else {
        assertEquals(text, output);
      }
    }
    assertEquals(4, commands);
    assertTrue(output.matches("([0-9A-F]{2}:){31}[0-9A-F]{2}\\n"), output);
  }

  /** Runs a block of commands, and gives what they write to standard output. */
  private String run(String commands) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-eu", "-c", commands);
    builder.directory(folder.toFile());
    String tools = Path.of(System.getProperty("java.home"), "bin").toString();
    String image = ElectionImage.image().resolve("bin").toAbsolutePath().toString();
    builder.environment().merge("PATH", tools + ":" + image, (path, first) -> first + ":" + path);
    // The tools note that they have read this, but not on their output.
    builder.environment().put("JAVA_TOOL_OPTIONS", "'-XX:VMOptionsFile=%s'".formatted(QUICK));
    builder.redirectError(folder.resolve("messages").toFile());
    builder.redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(ElectionImage.PATIENCE_SECONDS, TimeUnit.SECONDS), commands);
      assertEquals(0, process.exitValue(), () -> commands + messages());
      return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private String messages() {
    try {
      return Files.readString(folder.resolve("messages"));
    } catch (IOException none) {
      return "";
    }
  }
}
