/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * A vote file behind a channel that is opened again if an interrupt has closed it.
 *
 * <p>The channel holds a lock on the very bytes that are the record, besides the one that {@link
 * DirectoryLock} holds on a file of its own: deleting that file admits nobody. An interrupt gives
 * this one up for a moment; if somebody has taken it meanwhile, the operation fails, and the member
 * with it.
 */
final class ChannelVoteFile implements VoteFile {

  /** Beyond the slots, so that others can read them where locks are mandatory. */
  private static final long LOCKED_POSITION = VoteSlots.FILE_SIZE + 1_024L;

  private final Path path;
  private final Optional<Object> key;
  private FileChannel channel;

  private ChannelVoteFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    key = key(path);
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
          requireInPlace();
          return this;
        });
  }

  /** What is forced into a file that has no name any more is gone after a restart. */
  private void requireInPlace() throws IOException {
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS) || !key(path).equals(key)) {
      throw new IOException("the file was deleted or replaced while it was in use");
    }
  }

  /** What tells one file from another that has its name, where the file system says so. */
  private static Optional<Object> key(Path path) throws IOException {
    return Optional.ofNullable(
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey());
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
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    return ByteLock.take(
        path,
        channel,
        LOCKED_POSITION,
        unlocked ->
            new IOException(
                "vote record '%s' is in use by another process; stop that one or choose another directory"
                    .formatted(path)));
  }
}
