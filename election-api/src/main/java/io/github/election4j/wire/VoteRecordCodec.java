/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireFormatException.Fault;
import java.nio.charset.StandardCharsets;

/**
 * Turns a vote record into bytes and back, for authors of vote stores. All methods may be called
 * from any thread and none blocks.
 *
 * <p>The bytes begin with the magic {@code E4JV} and a format version (one byte); the fields follow
 * as in a message. They carry no checksum: a store whose medium can tear a write adds its own.
 *
 * @since 0.1
 */
public final class VoteRecordCodec {

  /** The version of the format that this class writes, and the only one that it reads. */
  public static final int FORMAT_VERSION = 1;

  private static final byte[] MAGIC = "E4JV".getBytes(StandardCharsets.US_ASCII);

  private VoteRecordCodec() {}

  /**
   * Encodes a record.
   *
   * @param record what to encode; not null
   * @return a new array of at most {@link WireLimits#MAX_RECORD_BYTES} bytes
   */
  public static byte[] encode(VoteRecord record) {
    WireWriter out = new WireWriter();
    out.writeBytes(MAGIC);
    out.writeByte(FORMAT_VERSION);
    out.writeLong(record.ballot().term());
    MessageWriter.writeOptionalName(out, record.ballot().vote());
    ConfigurationFormat.write(out, record.configuration());
    out.writeLong(record.longestPromiseNanos());
    out.writeLong(record.incarnation());
    out.writeLong(record.identity());
    return out.toByteArray();
  }

  /**
   * Decodes a record that fills the array.
   *
   * @param bytes one whole record; not null, not changed, and not kept
   * @return the record
   * @throws WireFormatException if the bytes are no record of this format version; the fault says
   *     why
   */
  public static VoteRecord decode(byte[] bytes) throws WireFormatException {
    if (bytes.length > WireLimits.MAX_RECORD_BYTES) {
      throw new WireFormatException(
          Fault.OVERSIZED,
          "vote record has %d bytes; expected at most %d"
              .formatted(bytes.length, WireLimits.MAX_RECORD_BYTES));
    }
    WireReader in = new WireReader(bytes, 0, bytes.length);
    readHeader(in);
    try {
      VoteRecord record = readRecord(in);
      in.requireEnd();
      return record;
    } catch (IllegalArgumentException outOfBounds) {
      throw WireFormatException.badValue(outOfBounds);
    }
  }

  private static void readHeader(WireReader in) throws WireFormatException {
    if (!in.skipBytes(MAGIC)) {
      throw new WireFormatException(
          Fault.BAD_MAGIC,
          "first bytes are others than 'E4JV'; expected these; is it no vote record?");
    }
    int version = in.readByte();
    if (version != FORMAT_VERSION) {
      throw new WireFormatException(
          Fault.UNKNOWN_VERSION,
          "format version is %d; expected %d; was it written by a newer release?"
              .formatted(version, FORMAT_VERSION));
    }
  }

  private static VoteRecord readRecord(WireReader in) throws WireFormatException {
    return new VoteRecord(
        new Ballot(in.readLong(), MessageReader.readOptionalName(in, "vote")),
        ConfigurationFormat.read(in),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }
}
