/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps everybody else out of a state directory for as long as it is held, or until the process
 * ends. The lock lies on a file of its own, which stays: it is there before the vote file is made,
 * names the process that holds it, and remembers that a vote file was made, so that one that has
 * vanished is missed. Whoever deletes this file admits nobody: the vote file is locked as well, see
 * {@link ChannelVoteFile}.
 */
final class DirectoryLock implements Closeable {

  /** Written over as a whole, so that it never says less than before. */
  private static final int TEXT_SIZE = 64;

  /** Follows the holder until a vote file was made. */
  private static final String NOTHING_MADE = "no votes yet";

  /** Beyond the text in the file, so that others can read it where locks are mandatory. */
  private static final long LOCKED_POSITION = 1_024;

  /**
   * The directories that this process holds. The operating system's lock is one of the process: it
   * does not keep a second store of the same process out, and is gone as soon as any channel to the
   * file is closed. So a second one must be turned away before it opens the file.
   */
  private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

  private final Object key;
  private final Path directory;
  private FileChannel channel;
  private boolean madeBefore;
  private final AtomicBoolean released = new AtomicBoolean();

  private DirectoryLock(Object key, Path directory, FileChannel channel) {
    this.key = key;
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock, or fails at once.
   *
   * @param directory exists
   * @throws IOException if somebody holds it; the message names the process and says what to do
   */
  static DirectoryLock acquire(Path directory) throws IOException {
    Object key = identify(directory);
    if (!HELD.add(key)) {
      throw inUse(directory, "another election member in this process");
    }
    boolean acquired = false;
    try {
      DirectoryLock lock = Uninterrupted.call(() -> lockAndRead(key, directory));
      acquired = true;
      return lock;
    } finally {
      if (!acquired) {
        HELD.remove(key);
      }
    }
  }

  /** Whether a vote file was made in this directory before the lock was taken. */
  boolean wasVoteFileMade() {
    return madeBefore;
  }

  /** Remembers, durably, that a vote file was made: from now on it is missed if it vanishes. */
  void rememberVoteFile() throws IOException {
    Uninterrupted.call(
        () -> {
          if (!channel.isOpen()) {
            channel = openLocked(directory);
          }
          writeText(holder());
          return NamedFile.call(directory.resolve(StateFiles.LOCK), this::force);
        });
  }

  private DirectoryLock force() throws IOException {
    channel.force(true);
    return this;
  }

  @Override
  public void close() throws IOException {
    if (released.compareAndSet(false, true)) {
      try {
        channel.close();
      } finally {
        HELD.remove(key);
      }
    }
  }

  /** What two paths to the same directory have in common. */
  private static Object identify(Path directory) throws IOException {
    Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
    return key == null ? directory.toRealPath() : key;
  }

  private static DirectoryLock lockAndRead(Object key, Path directory) throws IOException {
    FileChannel channel = openLocked(directory);
    boolean read = false;
    try {
      DirectoryLock lock = new DirectoryLock(key, directory, channel);
      String before = NamedFile.call(directory.resolve(StateFiles.LOCK), () -> readText(channel));
      lock.madeBefore = !before.isEmpty() && !before.contains(NOTHING_MADE);
      lock.writeText(lock.madeBefore ? holder() : holder() + "\n" + NOTHING_MADE);
      read = true;
      return lock;
    } finally {
      if (!read) {
        channel.close();
      }
    }
  }

  private static FileChannel openLocked(Path directory) throws IOException {
    Path file = directory.resolve(StateFiles.LOCK);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                LinkOption.NOFOLLOW_LINKS),
            PrivateFiles.ofNewFile(file));
    return ByteLock.take(
        file, channel, LOCKED_POSITION, unlocked -> inUse(directory, readHolder(unlocked)));
  }

  private static String holder() {
    return "process " + ProcessHandle.current().pid();
  }

  private void writeText(String text) throws IOException {
    NamedFile.call(directory.resolve(StateFiles.LOCK), () -> writeText(channel, text));
  }

  private static FileChannel writeText(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(TEXT_SIZE);
    bytes.put(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.position() < TEXT_SIZE) {
      bytes.put((byte) '\n');
    }
    channel.write(bytes.flip(), 0);
    return channel;
  }

  private static String readText(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(TEXT_SIZE);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
  }

  private static String readHolder(FileChannel channel) throws IOException {
    String text = readText(channel);
    // The holder may not have come to write its number yet.
    return text.isEmpty() ? "another process" : text.lines().findFirst().orElseThrow();
  }

  private static IOException inUse(Path directory, String holder) {
    return new IOException(
        "state directory '%s' is in use by %s; stop that one or choose another directory"
            .formatted(directory, holder));
  }
}
