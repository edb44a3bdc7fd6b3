/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.core.log.Log;
import io.github.election4j.wire.WireFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The two slots of an open vote file, which are written in turn: saves of an even sequence number
 * go to the first, those of an odd one to the second. A write that is torn by a crash leaves a slot
 * that cannot be read, and the other one untouched.
 */
final class VoteSlots implements Closeable {

  static final int FILE_SIZE = 2 * VoteSlot.SIZE;

  private final Path path;
  private final VoteFile file;

  VoteSlots(Path path, VoteFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Fills a new file. All the space that it will ever need is taken here, so that a later save
   * changes no size and finds no full disk. The empty slot tells a store that nothing was saved in
   * from one whose record was wiped out.
   */
  static void initialize(VoteFile file, VoteOwner owner) throws IOException {
    file.write(new byte[FILE_SIZE], 0);
    file.write(new VoteSlot(0, owner, Optional.empty()).encode(), 0);
    file.force();
  }

  /** Returns when the slot is durable. */
  void write(VoteSlot slot) throws IOException {
    try {
      file.write(slot.encode(), positionOf(slot.sequence()));
      file.force();
    } catch (IOException notDurable) {
      throw new IOException(
          "vote record '%s' may not be durable (%s); see to the disk, then restart the member"
              .formatted(path, notDurable),
          notDurable);
    }
  }

  /**
   * Reads the slot that was written last, completely.
   *
   * @throws IOException if there is none, or if the file shows that one was lost
   */
  VoteSlot readNewest() throws IOException {
    long size = size();
    if (size != FILE_SIZE) {
      throw damaged("it has %d bytes; expected %d".formatted(size, FILE_SIZE));
    }
    Optional<VoteSlot> even = read(0);
    Optional<VoteSlot> odd = read(1);
    if (even.isPresent() && odd.isPresent()) {
      return newer(even.get(), odd.get());
    }
    return even.or(() -> odd).orElseThrow(() -> damaged("neither of its two slots can be read"));
  }

  /**
   * Tells the operator if the slot that is not the newest cannot be read. After a crash during a
   * save that is as it should be; at any other time the disk has lost a save, and nobody can tell
   * the two apart.
   */
  void warnOfUnreadable(VoteSlot newest) throws IOException {
    if (newest.sequence() > 0 && read(newest.sequence() + 1).isEmpty()) {
      Log.warning(
          "one slot of '%s' cannot be read, save %d is taken; this follows a crash during a save, otherwise see to the disk"
              .formatted(path, newest.sequence()));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private VoteSlot newer(VoteSlot one, VoteSlot other) throws IOException {
    long difference = one.sequence() - other.sequence();
    if (Math.abs(difference) != 1) {
      // A torn write leaves a slot that cannot be read: one that is left behind was never written.
      throw damaged(
          "its slots are of the saves %d and %d; expected two that follow each other"
              .formatted(one.sequence(), other.sequence()));
    }
    return difference > 0 ? one : other;
  }

  private Optional<VoteSlot> read(long sequence) throws IOException {
    byte[] bytes = bytesOf(sequence);
    try {
      return VoteSlot.decode(bytes).filter(slot -> (slot.sequence() - sequence) % 2 == 0);
    } catch (WireFormatException notUnderstood) {
      throw new IOException(
          "vote record '%s' is not understood (%s); was it written by a newer release? Use that one"
              .formatted(path, notUnderstood.getMessage()),
          notUnderstood);
    }
  }

  private long size() throws IOException {
    try {
      return file.size();
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private byte[] bytesOf(long sequence) throws IOException {
    try {
      return file.read(positionOf(sequence), VoteSlot.SIZE);
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private IOException unreadable(IOException reason) {
    return new IOException(
        "vote record '%s' cannot be read (%s); see to the disk, then start the member again"
            .formatted(path, reason),
        reason);
  }

  private static long positionOf(long sequence) {
    return sequence % 2 * VoteSlot.SIZE;
  }

  private IOException damaged(String fault) {
    return new IOException(
        """
        vote record '%s' is damaged: %s. Put nothing in its place, no older copy either: the member \
        could vote twice. Remove the member from the cluster, and let it join under a new id with \
        an empty state directory\
        """
            .formatted(path, fault));
  }
}
