/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps everybody else out of a state directory for as long as it is held, or until the process
 * ends. The lock lies on a file of its own, which stays, because the vote file is put in place by
 * renaming and a lock would stay with the file that was there before.
 */
final class DirectoryLock implements Closeable {

  private static final String FILE_NAME = "lock";

  /** Beyond the text in the file, so that others can read it where locks are mandatory. */
  private static final long LOCKED_POSITION = 1_024;

  /**
   * The directories that this process holds. The operating system's lock is one of the process: it
   * does not keep a second store of the same process out, and is gone as soon as any channel to the
   * file is closed. So a second one must be turned away before it opens the file.
   */
  private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

  private final Object key;
  private final FileChannel channel;
  private final AtomicBoolean released = new AtomicBoolean();

  private DirectoryLock(Object key, FileChannel channel) {
    this.key = key;
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
      DirectoryLock lock = new DirectoryLock(key, Uninterrupted.call(() -> lockFile(directory)));
      acquired = true;
      return lock;
    } finally {
      if (!acquired) {
        HELD.remove(key);
      }
    }
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

  private static FileChannel lockFile(Path directory) throws IOException {
    Path file = directory.resolve(FILE_NAME);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    boolean locked = false;
    try {
      if (!tryLock(channel)) {
        throw inUse(directory, readHolder(channel));
      }
      writeHolder(channel);
      locked = true;
      return channel;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_POSITION, 1, false) != null;
    } catch (OverlappingFileLockException heldByAnotherClassLoader) {
      return false;
    }
  }

  private static void writeHolder(FileChannel channel) throws IOException {
    String holder = "process " + ProcessHandle.current().pid();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String readHolder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(64);
    channel.read(text, 0);
    String holder = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    // The holder may not have come to write its number yet.
    return holder.isEmpty() ? "another process" : holder;
  }

  private static IOException inUse(Path directory, String holder) {
    return new IOException(
        "state directory '%s' is in use by %s; stop that one or choose another directory"
            .formatted(directory, holder));
  }
}
