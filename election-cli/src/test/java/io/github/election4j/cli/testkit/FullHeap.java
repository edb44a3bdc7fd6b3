/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.testkit;

import io.github.election4j.Election;
import io.github.election4j.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A process whose heap fills around a member: that of the command, or that of a program with the
 * library.
 *
 * <p>It lies in a package that no module has, so that an image can run it from the class path.
 */
public final class FullHeap {

  private static final String COMMAND = "io.github.election4j.cli.Main";
  private static final int MOST_BYTES = 1 << 20;
  private static final int LEAST_BYTES = 16;
  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  /** More than five leases with the shortest times that there are. */
  private static final long FULL_NANOS = Duration.ofMillis(1_500).toNanos();

  private static final int ROUNDS = 20;

  /** What fills the heap: each holds the one before. */
  private record Block(byte[] bytes, Object before) {}

  private final AtomicBoolean full = new AtomicBoolean();

  private FullHeap() {}

  /**
   * Runs one of the two.
   *
   * @param arguments either a file whose appearance fills the heap and the words of the command, or
   *     the folder of a record and the address of a member that is alone
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    FullHeap heap = new FullHeap();
    if (words.size() > 2) {
      heap.command(Path.of(words.get(0)), words.subList(1, words.size()));
    } else {
      heap.embedded(Path.of(words.get(0)), words.get(1));
    }
  }

  private void command(Path sign, List<String> words) throws Exception {
    full.set(true);
    Thread unused =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (!Files.exists(sign)) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                  }
                  fill();
                });
    Class.forName(COMMAND)
        .getMethod("main", String[].class)
        .invoke(null, (Object) words.toArray(String[]::new));
  }

  private void embedded(Path folder, String address) throws Exception {
    Election election = Election.builder("a").member("a", address).stateDirectory(folder).start();
    boolean led = election.awaitLeader(Duration.ofMinutes(1)).id().equals("a");
    for (int round = 0; led && round < ROUNDS && !failed(election); round++) {
      full.set(true);
      Thread filling = Thread.ofPlatform().start(this::fill);
      LockSupport.parkNanos(FULL_NANOS);
      full.set(false);
      filling.join();
    }
    System.out.println(election.isLeader() + " " + election.status().failure().orElse("well"));
    election.close();
  }

  private static boolean failed(Election election) {
    return election.status().role() == Role.FAILED;
  }

  /** Takes what there is, and what others give back, down to the smallest piece. */
  private void fill() {
    Object last = this;
    int bytes = MOST_BYTES;
    while (full.get()) {
      try {
        last = new Block(new byte[bytes], last);
      } catch (OutOfMemoryError noMemory) {
        bytes = Math.max(LEAST_BYTES, bytes / 2);
      }
    }
    if (last == this) {
      throw new IllegalStateException("nothing was taken");
    }
  }
}
