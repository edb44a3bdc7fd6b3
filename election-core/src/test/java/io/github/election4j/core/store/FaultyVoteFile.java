/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Passes on to a real file, until it is told to fail or to tear a write. */
final class FaultyVoteFile implements VoteFile {

  /** What goes wrong, and where. Shared by all files that one opener opens. */
  static final class Faults implements VoteFile.Opener {

    private int writesUntilTorn = Integer.MAX_VALUE;
    private int tornAt;
    private boolean forceFails;
    private int openFiles;

    /** The next write stops after so many bytes, as if the power had gone. */
    void tearNextWrite(int bytes) {
      tearWrite(0, bytes);
    }

    /** So many writes succeed, the one after them stops after so many bytes. */
    void tearWrite(int successes, int bytes) {
      writesUntilTorn = successes;
      tornAt = bytes;
    }

    void failForces() {
      forceFails = true;
    }

    int openFiles() {
      return openFiles;
    }

    @Override
    public VoteFile open(Path path) throws IOException {
      VoteFile file = ChannelVoteFile.open(path);
      openFiles++;
      return new FaultyVoteFile(file, this);
    }
  }

  private final VoteFile file;
  private final Faults faults;

  private FaultyVoteFile(VoteFile file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  @Override
  public byte[] read(long position, int length) throws IOException {
    return file.read(position, length);
  }

  @Override
  public void write(byte[] bytes, long position) throws IOException {
    if (faults.writesUntilTorn == 0) {
      byte[] torn = Arrays.copyOf(bytes, Math.min(faults.tornAt, bytes.length));
      file.write(torn, position);
      throw new IOException("No space left on device");
    }
    faults.writesUntilTorn--;
    file.write(bytes, position);
  }

  @Override
  public void force() throws IOException {
    if (faults.forceFails) {
      throw new IOException("Input/output error");
    }
    file.force();
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public void close() throws IOException {
    faults.openFiles--;
    file.close();
  }
}
