/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes directories whose entries survive a crash of the machine. */
final class DurableDirectories {

  private DurableDirectories() {}

  /**
   * Makes a directory, for this user alone, and those above it, and forces each new entry.
   *
   * @param directory absolute; may exist
   * @throws IOException if it cannot be made; the message says what to do
   */
  static void create(Path directory) throws IOException {
    try {
      createWithParents(directory);
    } catch (IOException cannotBeMade) {
      throw new IOException(
          "state directory '%s' cannot be made (%s); choose one that this process may make and write"
              .formatted(directory, cannotBeMade),
          cannotBeMade);
    }
  }

  private static void createWithParents(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      createParents(parent);
    }
    PrivateFiles.createDirectory(directory);
    if (parent != null) {
      force(parent);
    }
  }

  private static void createParents(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (Files.isDirectory(directory) || parent == null) {
      return;
    }
    createParents(parent);
    PrivateFiles.createParent(directory);
    force(parent);
  }

  /**
   * Makes the names in a directory durable: those of files that were made in it or renamed. Where a
   * directory cannot be opened as a file, as on Windows, the file system takes care itself.
   */
  static void force(Path directory) throws IOException {
    if (PrivateFiles.isPosix(directory)) {
      Uninterrupted.call(() -> forceEntries(directory));
    }
  }

  private static Path forceEntries(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
      return directory;
    }
  }
}
