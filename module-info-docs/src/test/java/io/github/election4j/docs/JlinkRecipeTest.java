/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The recipe for jlink")
class JlinkRecipeTest {

  private static final long PATIENCE_SECONDS = 120;

  /** The options of a JVM that lives for seconds, as all of the build's have them. */
  private static final Path QUICK = Path.of("..", "build", "quick.options").toAbsolutePath();

  /** The jars that the page says are in lib, and the folders that hold what goes into them. */
  private static final Map<String, String> JARS =
      Map.of(
          "election-api", "election-api",
          "election-core", "election-core",
          "election-transport-socket", "transport-socket");

  @TempDir private Path folder;

  @Test
  @DisplayName(
      "gives what the page says when its files are written and its commands run, one after the"
          + " other")
  void works() throws Exception {
    makeJars();
    String port = Integer.toString(freePort());
    String output = "";
    int commands = 0;
    for (MarkdownBlock block : MarkdownBlock.read(Path.of("jlink.md"))) {
      switch (block.language()) {
        case "java" -> write(block.subject(), block.text().replace("7400", port));
        case "sh" -> {
          output = run(block.text());
          commands++;
        }
        case "text" -> assertEquals(block.text(), output, block.subject());
        default -> throw new IllegalStateException("unexpected block of " + block.language());
      }
    }
    assertTrue(commands > 0, "the page has no command");
  }

  private void makeJars() throws IOException {
    Path library = Files.createDirectory(folder.resolve("lib"));
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    JARS.forEach(
        (name, project) -> {
          String file = library.resolve(name + ".jar").toString();
          String classes = Path.of("..", project, "target", "classes").toString();
          int status =
              jar.run(System.out, System.err, "--create", "--file", file, "-C", classes, ".");
          assertEquals(0, status, name);
        });
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Runs a block of commands, and gives what they write to standard output. */
  private String run(String commands) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-eu", "-c", commands);
    builder.directory(folder.toFile());
    String tools = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", tools, (path, first) -> first + ":" + path);
    // The tools note that they have read this, but not on their output.
    builder.environment().put("JAVA_TOOL_OPTIONS", "'-XX:VMOptionsFile=%s'".formatted(QUICK));
    builder.redirectError(folder.resolve("messages").toFile());
    Process process = builder.start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), commands);
      assertEquals(0, process.exitValue(), () -> commands + output + messages());
      return output;
    } finally {
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
