/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.testkit;

import io.github.election4j.Election;
import io.github.election4j.ElectionSettings;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The program of a user who lets everything block that is the user's: the task, the listener, the
 * program's own virtual threads, the log. A thread of the platform's notes in a file, which is not
 * blocked, what became of the member.
 *
 * <p>It lies in a package that no module has, so that an image can run it from the class path.
 */
public final class BlockedMember {

  private static final ElectionSettings.Timing LOCAL = ElectionSettings.Timing.LOCAL;

  private final String id;
  private final Path fifo;
  private final Path note;

  private BlockedMember(String id, Path fifo, Path note) {
    this.id = id;
    this.fifo = fifo;
    this.note = note;
  }

  /**
   * Takes part until it is killed.
   *
   * @param arguments own id, a named pipe that nobody writes to, a file for notes, a folder for the
   *     record, how many times as long as the defaults all times are, then {@code id=address} for
   *     each member
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    new BlockedMember(words.get(0), Path.of(words.get(1)), Path.of(words.get(2)))
        .run(Path.of(words.get(3)), Integer.parseInt(words.get(4)), words.subList(5, words.size()));
  }

  private void run(Path folder, int scale, List<String> members) throws Exception {
    var builder =
        Election.builder(id)
            .electionTimeout(
                LOCAL.minElectionTimeout().multipliedBy(scale),
                LOCAL.maxElectionTimeout().multipliedBy(scale))
            .stateDirectory(folder)
            .listener((at, event) -> System.out.println(at + " " + event))
            .listener((at, event) -> blockOnFile());
    for (String member : members) {
      int end = member.indexOf('=');
      builder.member(member.substring(0, end), member.substring(end + 1));
    }
    Election election = builder.start();
    election.whileLeader(leadership -> blockOnFile());
    election.awaitLeader(Duration.ofMinutes(1));
    for (int each = 0; each < 3 * Runtime.getRuntime().availableProcessors(); each++) {
      Thread unused = Thread.ofVirtual().start(this::blockOnFile);
    }
    note("virtual threads " + (virtualThreadsRun() ? "run" : "are stuck"));
    String last = "";
    while (true) {
      String state = (election.isLeader() ? "active " : "idle ") + election.status().term();
      if (!state.equals(last)) {
        note(state);
        last = state;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Nobody opens the other end: it never returns, and keeps its carrier. */
  private void blockOnFile() {
    try (FileInputStream stream = new FileInputStream(fifo.toFile())) {
      int unused = stream.read();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean virtualThreadsRun() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    Thread unused = Thread.ofVirtual().start(ran::countDown);
    return ran.await(1, TimeUnit.SECONDS);
  }

  private void note(String line) throws IOException {
    Files.writeString(note, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
