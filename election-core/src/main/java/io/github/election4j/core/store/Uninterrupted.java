/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Does blocking file operations to their end although the calling thread is interrupted. The JDK
 * closes a file channel under the hands of an interrupted thread; a vote that is half on disk
 * cannot be called off, and the next caller needs the channel too. So the operation is done again,
 * and the interrupt is re-asserted afterwards.
 */
final class Uninterrupted {

  private Uninterrupted() {}

  /** An operation that can be done again if the channel that it uses was closed meanwhile. */
  @FunctionalInterface
  interface FileOperation<T> {

    T run() throws IOException;
  }

  static <T> T call(FileOperation<T> operation) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return operation.run();
        } catch (ClosedByInterruptException closed) {
          // The exception leaves the flag set, which would end the next attempt at once.
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
