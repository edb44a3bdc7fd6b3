/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.core.store.Uninterrupted.FileOperation;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Adds its name to what goes wrong with an open file: a channel says "No space left on device". */
final class NamedFile {

  private NamedFile() {}

  /** Does something with the channel of a file. What was interrupted can be done again. */
  static <T> T call(Path file, FileOperation<T> operation) throws IOException {
    try {
      return operation.run();
    } catch (ClosedByInterruptException | FileSystemException complete) {
      throw complete;
    } catch (IOException nameless) {
      FileSystemException named =
          new FileSystemException(file.toString(), null, nameless.getMessage());
      named.initCause(nameless);
      throw named;
    }
  }
}
