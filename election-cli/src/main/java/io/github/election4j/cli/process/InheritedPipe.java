/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The writing end of a pipe whose reading end a program has, and all that it starts: nobody reads,
 * and when nobody can any more, all of them are gone. The operating system says so, however well
 * they hide. What has closed the descriptors that it did not open, as sudo does, is not told of.
 */
final class InheritedPipe {

  /** One that shells can name and that scripts rarely use. */
  static final int DESCRIPTOR = 9;

  private static final Path PROCESSES = Path.of("/proc");
  private static final int BLOCK = 4_096;

  private final Path name;
  private final OutputStream end;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  private InheritedPipe(Path name, OutputStream end) {
    this.name = name;
    this.end = end;
  }

  /**
   * Takes a writing end of its own of a process's standard input, since the one that Java holds is
   * closed when that process ends, though others may go on.
   *
   * @param process reads a pipe, and nothing of it yet
   * @return empty where the operating system does not show it, as elsewhere than on Linux
   */
  static Optional<InheritedPipe> of(Process process) {
    Optional<Path> name = linkOf(descriptors(process.pid()).resolve("0"));
    try (Stream<Path> own = Files.list(descriptors(ProcessHandle.current().pid()))) {
      Optional<Path> writing =
          own.filter(descriptor -> name.isPresent() && linkOf(descriptor).equals(name)).findFirst();
      return writing.isPresent()
          ? Optional.of(
              new InheritedPipe(name.orElseThrow(), new FileOutputStream(writing.get().toFile())))
          : Optional.empty();
    } catch (IOException | UncheckedIOException notShown) {
      return Optional.empty();
    }
  }

  /** Begins to watch, once the process has read what it is to read. */
  void watch() {
    Thread.ofPlatform().daemon().name("inherited-pipe").start(this::fill);
  }

  /** Writes until the pipe is full, and then waits: in vain, or until its last reader is gone. */
  private void fill() {
    byte[] block = new byte[BLOCK];
    try (end) {
      while (true) {
        end.write(block);
      }
    } catch (IOException nobodyReads) {
      ended.complete(true);
    }
  }

  /** Done when nobody has the reading end any more. */
  CompletableFuture<Boolean> ended() {
    return ended;
  }

  /** Those others that have it and can be seen; whoever looks may have it under the same number. */
  List<ProcessHandle> holders() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> !process.equals(ProcessHandle.current()))
          .filter(this::holds)
          .toList();
    }
  }

  private boolean holds(ProcessHandle process) {
    Path descriptor = descriptors(process.pid()).resolve(Integer.toString(DESCRIPTOR));
    return linkOf(descriptor).equals(Optional.of(name));
  }

  private static Path descriptors(long pid) {
    return PROCESSES.resolve(Long.toString(pid)).resolve("fd");
  }

  private static Optional<Path> linkOf(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor));
    } catch (IOException | UnsupportedOperationException notShown) {
      return Optional.empty();
    }
  }
}
