/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The command of the built image, as a process. Closing it ends the process. */
public final class ElectionImage implements AutoCloseable {

  /** Far beyond what anything here takes, so that only what hangs meets it. */
  public static final long PATIENCE_SECONDS = 60;

  /** With these a busy machine costs no leader its leadership. */
  public static final List<String> PATIENT_TIMING =
      List.of("--heartbeat", "200ms", "--election-timeout", "1s..2s", "--lease", "1s");

  private final Process process;
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private final List<String> taken = new ArrayList<>();
  private final CompletableFuture<String> messages = new CompletableFuture<>();

  /**
   * What became of a process.
   *
   * @param status its exit status
   * @param output the lines of its standard output
   * @param messages the lines of its standard error
   */
  public record Result(int status, List<String> output, List<String> messages) {}

  private ElectionImage(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::readMessages);
    Thread.ofVirtual().start(this::readOutput);
  }

  private void readMessages() {
    try {
      byte[] bytes = process.getErrorStream().readAllBytes();
      messages.complete(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException cut) {
      messages.complete("(cut off: " + cut + ")");
    }
  }

  private void readOutput() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().map(Optional::of).forEach(lines::add);
    } catch (IOException | UncheckedIOException cut) {
      // The process was killed.
    } finally {
      lines.add(Optional.empty());
    }
  }

  /** Where the build has put the image. */
  public static Path image() {
    Path image = Path.of(System.getProperty("election.image", "target/image")).toAbsolutePath();
    assertTrue(Files.isDirectory(image), () -> "expected the image that the build makes: " + image);
    return image;
  }

  /**
   * All words of the command. What a shell starts in the background ignores SIGINT, and so does all
   * that it starts, the build's tests among them: it is given back to the command here.
   */
  public static List<String> words(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.add(image().resolve("bin/election").toString());
    words.addAll(arguments);
    return words;
  }

  public static ElectionImage start(String... arguments) throws IOException {
    return start(new ProcessBuilder(words(List.of(arguments))));
  }

  public static ElectionImage start(ProcessBuilder builder) throws IOException {
    return new ElectionImage(builder.start());
  }

  /** Runs a command to its end. */
  public static Result run(String... arguments) throws Exception {
    try (ElectionImage command = start(arguments)) {
      return command.awaitEnd();
    }
  }

  public Process process() {
    return process;
  }

  /** Takes lines of output until one is as wanted. */
  public String awaitLine(Predicate<String> wanted) throws Exception {
    Optional<String> line = next();
    while (line.isPresent()) {
      if (wanted.test(line.get())) {
        return line.get();
      }
      line = next();
    }
    return fail(
        "the process ended without the line: "
            + taken
            + messages.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  public Result awaitEnd() throws Exception {
    while (next().isPresent()) {
      // All lines are taken.
    }
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the process goes on");
    return new Result(
        process.exitValue(),
        taken,
        messages.get(PATIENCE_SECONDS, TimeUnit.SECONDS).lines().toList());
  }

  private Optional<String> next() throws InterruptedException {
    Optional<String> line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(line, () -> "the process is silent after " + taken);
    line.ifPresent(taken::add);
    return line;
  }

  /** Sends a signal that Java has no method for. */
  public static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
    assertEquals(0, kill.waitFor(), "kill -" + name);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
