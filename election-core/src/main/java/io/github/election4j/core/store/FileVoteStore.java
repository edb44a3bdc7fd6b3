/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.core.log.Log;
import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.VoteRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the vote record of one member in a directory (design, section 9).
 *
 * <p>The file {@code votes} has two {@linkplain VoteSlots slots}, so that one forced write makes a
 * record durable and a torn one leaves the record before it. The file is made under another name
 * and renamed: a crash before the first save leaves either no file or one that says that nothing
 * was saved, and neither can be taken for damage, nor damage for them.
 *
 * <p>A lock on the file {@code lock} beside it, and one on the record itself, keep a second store
 * out, of this process or another. The directory and its files are this user's alone, see {@code
 * PrivateFiles}. A record that has vanished is missed: never does a member start from nothing
 * because its record is gone and nobody noticed.
 *
 * <p>All methods may be called from any thread. An interrupt does not end an operation; it is
 * re-asserted afterwards.
 */
public final class FileVoteStore implements VoteStore {

  static final String FILE_NAME = StateFiles.VOTES;
  static final String UNFINISHED_FILE_NAME = StateFiles.UNFINISHED_VOTES;

  private final ReentrantLock lock = new ReentrantLock();
  private final Path path;
  private final DirectoryLock directoryLock;
  private final VoteSlots slots;
  private VoteSlot newest;
  private boolean failed;
  private boolean closed;

  private FileVoteStore(Path path, DirectoryLock directoryLock, VoteSlots slots, VoteSlot newest) {
    this.path = path;
    this.directoryLock = directoryLock;
    this.slots = slots;
    this.newest = newest;
  }

  /**
   * Opens the store of a member, and makes it if there is none. Blocks for as long as the disk
   * takes.
   *
   * @param directory made if it does not exist; not null
   * @param group the name of the cluster; not null
   * @param memberId the member's id; not null
   * @return a new store, owned and closed by the caller
   * @throws IOException if the directory cannot be made or written, is in use, or belongs to
   *     another member or group, or if the record in it cannot be read; nothing is left open
   */
  public static FileVoteStore open(Path directory, String group, String memberId)
      throws IOException {
    return open(directory, new VoteOwner(group, memberId), ChannelVoteFile::open);
  }

  /**
   * Opens the store that some member has left, whoever that is.
   *
   * @param directory where it is; not null
   * @return a new store, owned and closed by the caller
   * @throws IOException if there is none, it is in use, or it cannot be read; nothing is left open
   */
  public static FileVoteStore openExisting(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    if (Files.notExists(absolute.resolve(FILE_NAME))) {
      throw new IOException(
          "directory '%s' holds no state of a member; name the state directory of one"
              .formatted(absolute));
    }
    return open(absolute, Optional.empty(), ChannelVoteFile::open);
  }

  static FileVoteStore open(Path directory, VoteOwner owner, VoteFile.Opener opener)
      throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    if (!Files.isSymbolicLink(absolute)) {
      DurableDirectories.create(absolute);
    }
    return open(absolute, Optional.of(owner), opener);
  }

  private static FileVoteStore open(
      Path absolute, Optional<VoteOwner> owner, VoteFile.Opener opener) throws IOException {
    DirectoryLock directoryLock = acquire(absolute);
    boolean opened = false;
    try {
      FileVoteStore store = openLocked(absolute, directoryLock, owner, opener);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        directoryLock.close();
      }
    }
  }

  private static DirectoryLock acquire(Path directory) throws IOException {
    try {
      PrivateFiles.secure(directory);
      return DirectoryLock.acquire(directory);
    } catch (FileSystemException refused) {
      throw unwritable(directory, refused);
    }
  }

  private static IOException unwritable(Path directory, FileSystemException refused) {
    return new IOException(
        "state directory '%s' cannot be written (%s); see to the disk and to its permissions, or choose a directory that this process may write"
            .formatted(directory, refused),
        refused);
  }

  private static void rememberVoteFile(DirectoryLock directoryLock, Path directory)
      throws IOException {
    try {
      directoryLock.rememberVoteFile();
    } catch (FileSystemException refused) {
      throw unwritable(directory, refused);
    }
  }

  private static FileVoteStore openLocked(
      Path directory,
      DirectoryLock directoryLock,
      Optional<VoteOwner> owner,
      VoteFile.Opener opener)
      throws IOException {
    Path path = directory.resolve(FILE_NAME);
    if (owner.isPresent() && Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      requireNothingMade(directoryLock, path);
      create(directory, owner.get(), opener);
    }
    if (!directoryLock.wasVoteFileMade()) {
      rememberVoteFile(directoryLock, directory);
    }
    VoteSlots slots = new VoteSlots(path, openFile(path, opener));
    boolean opened = false;
    try {
      VoteSlot newest = slots.readNewest();
      requireOwner(newest.owner(), owner.orElse(newest.owner()), directory);
      slots.warnOfUnreadable(newest);
      FileVoteStore store = new FileVoteStore(path, directoryLock, slots, newest);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        slots.close();
      }
    }
  }

  private static void requireNothingMade(DirectoryLock directoryLock, Path path)
      throws IOException {
    if (directoryLock.wasVoteFileMade()) {
      throw new IOException(
          """
          vote record '%s' has vanished: the file 'lock' beside it says that there was one. Put \
          nothing in its place, no older copy either: the member could vote twice. Remove the \
          member from the cluster, and let it join under a new id with an empty state directory\
          """
              .formatted(path));
    }
  }

  private static void create(Path directory, VoteOwner owner, VoteFile.Opener opener)
      throws IOException {
    Path path = directory.resolve(FILE_NAME);
    Path unfinished = directory.resolve(UNFINISHED_FILE_NAME);
    try {
      // An earlier attempt that was cut off may have left one.
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, PrivateFiles.ofNewFile(unfinished));
      try (VoteFile file = opener.open(unfinished)) {
        VoteSlots.initialize(file, owner);
      }
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
      DurableDirectories.force(directory);
    } catch (IOException notMade) {
      throw new IOException(
          "vote record '%s' cannot be made (%s); see to the disk, or choose another state directory"
              .formatted(path, notMade),
          notMade);
    }
  }

  private static VoteFile openFile(Path path, VoteFile.Opener opener) throws IOException {
    try {
      return opener.open(path);
    } catch (FileSystemException refused) {
      throw new IOException(
          "vote record '%s' cannot be opened (%s); expected a file that this process may read and write; see to it"
              .formatted(path, refused),
          refused);
    }
  }

  private static void requireOwner(VoteOwner found, VoteOwner expected, Path directory)
      throws IOException {
    if (!found.equals(expected)) {
      throw new IOException(
          "state directory '%s' belongs to %s, and this is %s; choose the directory of this one"
              .formatted(directory, found, expected));
    }
  }

  /** Whose votes these are. */
  public VoteOwner owner() {
    lock.lock();
    try {
      return newest.owner();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<VoteRecord> load() throws IOException {
    lock.lock();
    try {
      requireOpen();
      return slots.readNewest().record();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void save(VoteRecord record) throws IOException {
    Objects.requireNonNull(record, "record");
    lock.lock();
    try {
      requireOpen();
      requireNotFailed();
      // What a failed write or force has left on disk is unknown, so it is not built upon.
      failed = true;
      if (newest.record().isEmpty()) {
        // Written over, the empty slot cannot come back if the other one should get damaged later.
        saveNext(record);
      }
      saveNext(record);
      failed = false;
    } finally {
      lock.unlock();
    }
  }

  private void saveNext(VoteRecord record) throws IOException {
    VoteSlot next = new VoteSlot(newest.sequence() + 1, newest.owner(), Optional.of(record));
    slots.write(next);
    newest = next;
  }

  /** Idempotent. What was saved is durable already, so that nothing can fail that matters. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        closeQuietly(slots);
        closeQuietly(directoryLock);
      }
    } finally {
      lock.unlock();
    }
  }

  private void closeQuietly(Closeable resource) {
    try {
      resource.close();
    } catch (IOException harmless) {
      Log.debug("closing '" + path + "' failed", harmless);
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("vote store '%s' is closed".formatted(path));
    }
  }

  private void requireNotFailed() throws IOException {
    if (failed) {
      throw new IOException(
          "vote record '%s' was not saved, because an earlier save has failed; restart the member"
              .formatted(path));
    }
  }
}
