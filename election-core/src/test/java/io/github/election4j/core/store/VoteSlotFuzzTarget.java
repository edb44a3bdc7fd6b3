/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What holds of a vote file, whatever is in its two slots: it is read or refused, and what was read
 * can be written over. Given random bytes by {@link VoteSlotFuzzTest}, and bytes that reach ever
 * more of the code by the fuzzer of the profile {@code fuzzing}, which looks for a method of this
 * name.
 */
public final class VoteSlotFuzzTarget {

  private static final int CHECKSUM_AT = 4;
  private static final int CHECKED_FROM = 8;
  private static final int BODY_FROM = 13;

  private VoteSlotFuzzTarget() {}

  /**
   * Checks it.
   *
   * @param input one byte that says where the second slot begins, the first slot, and the second
   *     one, each with a checksum that is put right
   */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int first = Math.min(input.length, 1 + (input[0] & 0xff));
    InMemoryFile file = new InMemoryFile();
    file.write(completed(Arrays.copyOfRange(input, 1, first)), 0);
    file.write(completed(Arrays.copyOfRange(input, first, input.length)), VoteSlot.SIZE);
    VoteSlots slots = new VoteSlots(Path.of("fuzzed"), file);
    try {
      VoteSlot newest = slots.readNewest();
      slots.write(new VoteSlot(newest.sequence() + 1, newest.owner(), newest.record()));
      VoteSlot again = slots.readNewest();
      if (again.sequence() != newest.sequence() + 1 || !again.record().equals(newest.record())) {
        throw new AssertionError(again + " is read after " + newest);
      }
    } catch (IOException refused) {
      if (refused.getMessage() == null || !refused.getMessage().contains("fuzzed")) {
        throw new AssertionError("a fault that does not name the file", refused);
      }
    }
  }

  /** Magic, checksum, version and length are guessed by nobody. */
  static byte[] completed(byte[] slot) {
    byte[] whole = new byte[BODY_FROM + slot.length];
    System.arraycopy(slot, 0, whole, BODY_FROM, slot.length);
    ByteBuffer.wrap(whole).putInt(0x45344A53).putInt(0).put((byte) 1).putInt(slot.length);
    CRC32C checksum = new CRC32C();
    checksum.update(whole, CHECKED_FROM, whole.length - CHECKED_FROM);
    ByteBuffer.wrap(whole).putInt(CHECKSUM_AT, (int) checksum.getValue());
    return whole;
  }

  /** A file that takes what a real one takes. */
  private static final class InMemoryFile implements VoteFile {
    private final byte[] content = new byte[VoteSlots.FILE_SIZE];

    @Override
    public byte[] read(long position, int length) {
      return Arrays.copyOfRange(content, (int) position, (int) position + length);
    }

    @Override
    public void write(byte[] bytes, long position) {
      System.arraycopy(bytes, 0, content, (int) position, bytes.length);
    }

    @Override
    public void force() {}

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public void close() {}
  }
}
