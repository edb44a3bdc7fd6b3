/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The bytes of a vote store on disk. A seam: tests hand in files that fail or tear. */
interface VoteFile extends Closeable {

  /** Opens a file that exists. */
  @FunctionalInterface
  interface Opener {

    VoteFile open(Path path) throws IOException;
  }

  /**
   * Reads bytes.
   *
   * @return as many as asked for, or fewer if the file ends before
   */
  byte[] read(long position, int length) throws IOException;

  /** Writes all of the bytes, without forcing them. */
  void write(byte[] bytes, long position) throws IOException;

  /** Returns when everything that was written is on the device. */
  void force() throws IOException;

  /** The number of bytes in the file. */
  long size() throws IOException;
}
