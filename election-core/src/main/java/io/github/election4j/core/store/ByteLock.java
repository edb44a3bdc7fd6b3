/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/**
 * A lock on one byte of a file, which keeps other processes out, and other class loaders of this
 * one. It is held until the channel is closed.
 */
final class ByteLock {

  private ByteLock() {}

  /** Says that the file is in use. */
  @FunctionalInterface
  interface Refusal {

    /** The exception; the channel is open and not locked. */
    IOException of(FileChannel channel) throws IOException;
  }

  /**
   * Locks a file that was opened.
   *
   * @param file its name
   * @param channel is closed if it cannot be locked
   * @param position beyond what others read, since locks are mandatory on some systems
   * @param refusal what is thrown if somebody else has it
   * @return the channel
   */
  static FileChannel take(Path file, FileChannel channel, long position, Refusal refusal)
      throws IOException {
    boolean locked = false;
    try {
      if (!NamedFile.call(file, () -> tryLock(channel, position))) {
        throw refusal.of(channel);
      }
      locked = true;
      return channel;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static boolean tryLock(FileChannel channel, long position) throws IOException {
    try {
      return channel.tryLock(position, 1, false) != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }
}
