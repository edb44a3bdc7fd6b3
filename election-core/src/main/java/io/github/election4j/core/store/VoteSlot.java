/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecordCodec;
import io.github.election4j.wire.WireFormatException;
import io.github.election4j.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One of the two slots of a vote file (design, section 9).
 *
 * <p>Big-endian: the magic {@code E4JS}; a CRC32C of all that follows; the format version (one
 * byte); the length of the rest (four bytes); the sequence number (eight bytes); the group, the
 * member id and the record, each after its length (four bytes). A record of length 0 is none: that
 * is how a file says of itself that nothing was saved yet, and how a file full of zeros does not.
 *
 * @param sequence counts the saves; the slot with the higher one is the newer
 * @param owner whose record it is
 * @param record what was saved; empty in the slot that a new file begins with
 */
record VoteSlot(long sequence, VoteOwner owner, Optional<VoteRecord> record) {

  /** The bytes set aside for a slot, a multiple of any sector size: what is written is shorter. */
  static final int SIZE = 196 * 1_024;

  private static final int FORMAT_VERSION = 1;
  private static final byte[] MAGIC = "E4JS".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKED_FROM = MAGIC.length + Integer.BYTES;
  private static final int HEADER_SIZE = CHECKED_FROM + Byte.BYTES + Integer.BYTES;
  private static final int LONGEST_BODY = SIZE - HEADER_SIZE;

  byte[] encode() {
    byte[] group = owner.group().getBytes(StandardCharsets.UTF_8);
    byte[] memberId = owner.memberId().getBytes(StandardCharsets.UTF_8);
    byte[] content = record.map(VoteRecordCodec::encode).orElseGet(() -> new byte[0]);
    int bodySize = Long.BYTES + 3 * Integer.BYTES + group.length + memberId.length + content.length;
    ByteBuffer slot = ByteBuffer.allocate(HEADER_SIZE + bodySize);
    slot.put(MAGIC).putInt(0).put((byte) FORMAT_VERSION).putInt(bodySize).putLong(sequence);
    for (byte[] part : new byte[][] {group, memberId, content}) {
      slot.putInt(part.length).put(part);
    }
    byte[] bytes = slot.array();
    slot.putInt(MAGIC.length, checksum(bytes, bytes.length));
    return bytes;
  }

  /**
   * Reads a slot.
   *
   * @param bytes the whole slot, or what there is of it
   * @return what it holds, or empty if it was not written completely or was damaged since
   * @throws WireFormatException if it was written completely, but by a release that this one does
   *     not understand
   */
  static Optional<VoteSlot> decode(byte[] bytes) throws WireFormatException {
    if (bytes.length < HEADER_SIZE || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      return Optional.empty();
    }
    ByteBuffer slot = ByteBuffer.wrap(bytes).position(MAGIC.length);
    int checksum = slot.getInt();
    int version = slot.get();
    int bodySize = slot.getInt();
    if (bodySize < Long.BYTES
        || bodySize > Math.min(LONGEST_BODY, slot.remaining())
        || checksum != checksum(bytes, HEADER_SIZE + bodySize)) {
      return Optional.empty();
    }
    if (version != FORMAT_VERSION) {
      throw new WireFormatException(
          WireFormatException.Fault.UNKNOWN_VERSION,
          "slot has format version %d; expected %d".formatted(version, FORMAT_VERSION));
    }
    return decodeBody(slot.slice(HEADER_SIZE, bodySize));
  }

  private static Optional<VoteSlot> decodeBody(ByteBuffer body) throws WireFormatException {
    long sequence = body.getLong();
    if (sequence < 0) {
      throw new WireFormatException(
          WireFormatException.Fault.BAD_VALUE,
          "slot has the sequence number %d; expected at least 0".formatted(sequence));
    }
    String group = new String(part(body, WireLimits.MAX_NAME_BYTES), StandardCharsets.UTF_8);
    String memberId = new String(part(body, WireLimits.MAX_NAME_BYTES), StandardCharsets.UTF_8);
    byte[] content = part(body, WireLimits.MAX_RECORD_BYTES);
    Optional<VoteRecord> record =
        content.length == 0 ? Optional.empty() : Optional.of(VoteRecordCodec.decode(content));
    return Optional.of(new VoteSlot(sequence, new VoteOwner(group, memberId), record));
  }

  private static byte[] part(ByteBuffer body, int longest) throws WireFormatException {
    int length = body.remaining() < Integer.BYTES ? -1 : body.getInt();
    if (length < 0 || length > Math.min(longest, body.remaining())) {
      throw new WireFormatException(
          WireFormatException.Fault.BAD_VALUE,
          "a part of the slot has length %d; expected at most %d".formatted(length, longest));
    }
    byte[] part = new byte[length];
    body.get(part);
    return part;
  }

  private static int checksum(byte[] bytes, int end) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, CHECKED_FROM, end - CHECKED_FROM);
    return (int) checksum.getValue();
  }
}
