/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.VoteRecord;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("FileVoteStore: several processes, and threads that are interrupted")
@Timeout(60)
final class FileVoteStoreProcessTest {

  private static final int SAVES = 20;

  @TempDir private Path directory;

  @Test
  @DisplayName("a second process is kept out and told which process holds the directory")
  void secondProcessIsKeptOut() throws Exception {
    try (FileVoteStore store = open()) {
      store.save(VoteStoreProcess.record(1));
      Process other = start(2);
      try {
        String answer = reader(other).readLine();
        assertTrue(answer.contains("in use by process " + ProcessHandle.current().pid()), answer);
        assertTrue(answer.contains(directory.toString()), answer);
      } finally {
        kill(other);
      }
      assertEquals(Optional.of(VoteStoreProcess.record(1)), store.load());
    }
  }

  @Test
  @DisplayName("a second process is kept out though somebody has deleted the lock file")
  void lockFileDeleted() throws Exception {
    try (FileVoteStore store = open()) {
      store.save(VoteStoreProcess.record(1));
      Files.delete(directory.resolve("lock"));
      Process other = start(2);
      try {
        String answer = reader(other).readLine();
        assertTrue(answer.contains("in use by another process"), answer);
      } finally {
        kill(other);
      }
    }
  }

  @Test
  @DisplayName("what is made is this user's alone, whatever the umask; parents are not writable")
  void umask() throws Exception {
    Path parent = directory.resolve("parent");
    Path state = parent.resolve("state");
    List<String> words = new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh"));
    words.addAll(words(state, 1));
    Process process = start(words);
    try {
      assertEquals(VoteStoreProcess.OPENED, reader(process).readLine());
      assertEquals("rwxr-xr-x", mode(parent));
      assertEquals("rwx------", mode(state));
      assertEquals("rw-------", mode(state.resolve("votes")));
      assertEquals("rw-------", mode(state.resolve("lock")));
    } finally {
      kill(process);
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  @DisplayName("what a killed process has saved is found, and its lock is gone with it")
  void killedProcess() throws Exception {
    Process other = start(1);
    try {
      BufferedReader answers = reader(other);
      assertEquals(VoteStoreProcess.OPENED, answers.readLine());
      assertInUse("process " + other.pid());
      OutputStream requests = other.getOutputStream();
      for (int save = 1; save <= SAVES; save++) {
        requests.write('s');
        requests.flush();
        assertEquals(Integer.toString(save), answers.readLine());
      }
    } finally {
      kill(other);
    }
    try (FileVoteStore store = open()) {
      assertEquals(Optional.of(VoteStoreProcess.record(SAVES)), store.load());
    }
  }

  @Test
  @DisplayName("a second store of the same process is kept out, by whatever path it comes")
  void secondStoreIsKeptOut() throws Exception {
    Path link = directory.resolveSibling(directory.getFileName() + "-link");
    Files.createSymbolicLink(link, directory.getParent());
    try (FileVoteStore store = open()) {
      store.save(VoteStoreProcess.record(1));
      for (Path path : List.of(directory, link.resolve(directory.getFileName()))) {
        IOException thrown =
            assertThrows(IOException.class, () -> FileVoteStore.open(path, "orders", "a"));
        assertTrue(thrown.getMessage().contains("in this process"), thrown.getMessage());
      }
      // The failed attempts have not given the lock away.
      Process other = start(2);
      try {
        assertTrue(reader(other).readLine().contains("in use by"));
      } finally {
        kill(other);
      }
    } finally {
      Files.delete(link);
    }
  }

  @Test
  @DisplayName("an interrupt ends neither open, save nor load, and is not lost")
  void interrupted() throws Exception {
    Thread.currentThread().interrupt();
    try (FileVoteStore store = open()) {
      assertTrue(Thread.interrupted());
      for (int term = 1; term <= 5; term++) {
        Thread.currentThread().interrupt();
        store.save(VoteStoreProcess.record(term));
        assertTrue(Thread.interrupted());
        Thread.currentThread().interrupt();
        assertEquals(Optional.of(VoteStoreProcess.record(term)), store.load());
        assertTrue(Thread.interrupted());
      }
    }
  }

  @Test
  @DisplayName("interrupts that arrive at any instant of a save do it no harm")
  void interruptedMeanwhile() throws Exception {
    try (FileVoteStore store = open()) {
      Thread saver = Thread.currentThread();
      Thread interrupter =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                      saver.interrupt();
                      Thread.onSpinWait();
                    }
                  });
      try {
        for (int term = 1; term <= SAVES; term++) {
          store.save(VoteStoreProcess.record(term));
        }
      } finally {
        interrupter.interrupt();
        while (interrupter.isAlive()) {
          Thread.interrupted();
          Thread.onSpinWait();
        }
        Thread.interrupted();
      }
      assertEquals(Optional.of(VoteStoreProcess.record(SAVES)), store.load());
    }
  }

  @Test
  @DisplayName("a directory is made with those above it; a file in its place is an error")
  void directories() throws Exception {
    Path deep = directory.resolve("x").resolve("y").resolve("z");
    FileVoteStore.open(deep, "orders", "a").close();
    assertTrue(Files.isDirectory(deep));
    Path file = Files.createFile(directory.resolve("file"));
    for (Path path : List.of(file, file.resolve("below"))) {
      IOException thrown =
          assertThrows(IOException.class, () -> FileVoteStore.open(path, "orders", "a"));
      assertTrue(thrown.getMessage().contains(path.toString()), thrown.getMessage());
      assertTrue(thrown.getMessage().contains("choose one"), thrown.getMessage());
    }
  }

  @Test
  @DisplayName("a directory in place of one of its files is an error that says what to do")
  void directoryInPlaceOfFile() throws Exception {
    for (String name : List.of("lock", FileVoteStore.FILE_NAME)) {
      Path state = directory.resolve("state-" + name);
      Files.createDirectories(state.resolve(name));
      IOException thrown =
          assertThrows(IOException.class, () -> FileVoteStore.open(state, "orders", "a"));
      assertTrue(thrown.getMessage().contains(state.toString()), thrown.getMessage());
      assertTrue(thrown.getMessage().contains("; "), thrown.getMessage());
    }
  }

  private FileVoteStore open() throws IOException {
    return FileVoteStore.open(directory, "orders", "a");
  }

  private void assertInUse(String holder) {
    IOException thrown = assertThrows(IOException.class, this::open);
    assertTrue(thrown.getMessage().contains("in use by " + holder), thrown.getMessage());
  }

  private Process start(long firstTerm) throws IOException {
    return start(words(directory, firstTerm));
  }

  private static Process start(List<String> words) throws IOException {
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<String> words(Path directory, long firstTerm) {
    String classPath =
        String.join(
            File.pathSeparator,
            place(VoteStoreProcess.class),
            place(FileVoteStore.class),
            place(VoteRecord.class));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:VMOptionsFile=../build/quick.options",
        "-cp",
        classPath,
        VoteStoreProcess.class.getName(),
        directory.toString(),
        Long.toString(firstTerm));
  }

  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
  }
}
