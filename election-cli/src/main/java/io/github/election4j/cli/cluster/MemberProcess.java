/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.cli.event.EventLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that runs one member. Its standard input is a pipe that this process holds, so that it
 * ends when this one does, whatever the reason.
 */
public final class MemberProcess {

  /** What a process says of itself. */
  sealed interface Sighting {

    /**
     * It printed an event.
     *
     * @param line the event
     */
    record Event(EventLine line) implements Sighting {}

    /**
     * It printed something else.
     *
     * @param id the member's id
     * @param text what it printed
     */
    record Noise(String id, String text) implements Sighting {}

    /**
     * It will print nothing more.
     *
     * @param process the process
     */
    record Silence(MemberProcess process) implements Sighting {}
  }

  private final String id;
  private final Process process;
  private final Path messages;

  private MemberProcess(String id, Process process, Path messages) {
    this.id = id;
    this.process = process;
    this.messages = messages;
  }

  /**
   * Starts a process.
   *
   * @param id the member's id
   * @param words the launcher and its arguments
   * @param messages the file that gets what the process tells people
   * @param receiver is given all that the process prints, by one thread
   * @return the running process
   * @throws IOException if it cannot be started
   */
  static MemberProcess start(
      String id, List<String> words, Path messages, Consumer<Sighting> receiver)
      throws IOException {
    Process process =
        new ProcessBuilder(words)
            .redirectError(ProcessBuilder.Redirect.appendTo(messages.toFile()))
            .start();
    MemberProcess member = new MemberProcess(id, process, messages);
    // A pipe may hold up the thread that reads it, which is then no carrier of virtual threads.
    Thread.ofPlatform().daemon().name("read-" + id).start(() -> member.read(receiver));
    return member;
  }

  private void read(Consumer<Sighting> receiver) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(line -> receiver.accept(sighting(line)));
    } catch (IOException | UncheckedIOException processIsGone) {
      // What follows says so.
    } finally {
      receiver.accept(new Sighting.Silence(this));
    }
  }

  private Sighting sighting(String line) {
    try {
      return new Sighting.Event(EventLine.fromJson(line));
    } catch (IllegalArgumentException noEvent) {
      return new Sighting.Noise(id, line);
    }
  }

  /**
   * The member that it runs.
   *
   * @return the member's id
   */
  String id() {
    return id;
  }

  /**
   * The process as the operating system knows it.
   *
   * @return the process id
   */
  public long pid() {
    return process.pid();
  }

  /** Ends the process so that it can do nothing about it: SIGKILL. Returns at once. */
  void kill() {
    process.destroyForcibly();
  }

  /** Asks the process to end: SIGTERM. Returns at once. */
  public void terminate() {
    process.destroy();
  }

  /**
   * Waits until the process has ended.
   *
   * @param timeout how long to wait at most
   * @return whether it has
   * @throws InterruptedException if interrupted
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * The exit status.
   *
   * @return the status of a process that has ended
   */
  public int exitStatus() {
    return process.exitValue();
  }

  /**
   * What the process told people.
   *
   * @return all lines of its standard error
   */
  List<String> messages() {
    try {
      return Files.readAllLines(messages);
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
