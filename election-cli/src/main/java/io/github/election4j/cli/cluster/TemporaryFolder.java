/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that goes away with everything in it when it is closed. */
final class TemporaryFolder implements AutoCloseable {

  private final Path path;

  /**
   * Makes the folder.
   *
   * @param prefix what its name begins with
   * @throws IOException if it cannot be made
   */
  TemporaryFolder(String prefix) throws IOException {
    try {
      path = Files.createTempDirectory(prefix);
    } catch (FileSystemException refused) {
      throw new IOException(
          "no folder for temporary files can be made (%s); expected a place that this process may"
                  .formatted(refused)
              + " write: see to that folder and its disk",
          refused);
    }
  }

  /**
   * Where it is.
   *
   * @return the folder's path
   */
  Path path() {
    return path;
  }

  /** Deletes it. Idempotent; what cannot be deleted stays. */
  @Override
  public void close() {
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException leftBehind) {
      // The operating system clears its folder for temporary files in its own time.
    }
  }
}
