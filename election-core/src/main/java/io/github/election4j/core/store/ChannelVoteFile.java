/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A vote file behind a channel that is opened again if an interrupt has closed it. */
final class ChannelVoteFile implements VoteFile {

  private final Path path;
  private FileChannel channel;

  private ChannelVoteFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static VoteFile open(Path path) throws IOException {
    return Uninterrupted.call(() -> new ChannelVoteFile(path, openChannel(path)));
  }

  @Override
  public byte[] read(long position, int length) throws IOException {
    return Uninterrupted.call(() -> readFully(position, length));
  }

  @Override
  public void write(byte[] bytes, long position) throws IOException {
    Uninterrupted.call(() -> writeFully(bytes, position));
  }

  @Override
  public void force() throws IOException {
    Uninterrupted.call(
        () -> {
          // The size does not change after the file was made, so there is no metadata to force.
          openChannel().force(false);
          return this;
        });
  }

  @Override
  public long size() throws IOException {
    return Uninterrupted.call(() -> openChannel().size());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private byte[] readFully(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && openChannel().read(buffer, position + buffer.position()) >= 0) {
      // Each turn has moved the position of the buffer.
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private VoteFile writeFully(byte[] bytes, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      openChannel().write(buffer, position + buffer.position());
    }
    return this;
  }

  private FileChannel openChannel() throws IOException {
    if (!channel.isOpen()) {
      channel = openChannel(path);
    }
    return channel;
  }

  private static FileChannel openChannel(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
