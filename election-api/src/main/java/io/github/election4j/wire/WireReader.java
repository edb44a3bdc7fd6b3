/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.WireFormatException.Fault;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads fields, big-endian, out of bytes that nobody vouches for: each read is checked against what
 * is left, and each length against its bound, before anything is allocated for it.
 */
final class WireReader {

  private static final VarHandle SHORTS = WireWriter.bigEndian(short[].class);
  private static final VarHandle INTS = WireWriter.bigEndian(int[].class);
  private static final VarHandle LONGS = WireWriter.bigEndian(long[].class);

  private final byte[] bytes;
  private final int end;
  private int position;

  WireReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  /** Reads a number from 0 to 255. */
  int readByte() throws WireFormatException {
    return Byte.toUnsignedInt(bytes[advance(Byte.BYTES)]);
  }

  /** Reads a 0 or a 1; any other byte is refused, so that each message has one encoding. */
  boolean readBoolean() throws WireFormatException {
    int value = readByte();
    if (value > 1) {
      throw new WireFormatException(Fault.BAD_VALUE, "flag is " + value + "; expected 0 or 1");
    }
    return value == 1;
  }

  /** Reads a number from 0 to 65,535. */
  int readShort() throws WireFormatException {
    return Short.toUnsignedInt((short) SHORTS.get(bytes, advance(Short.BYTES)));
  }

  int readInt() throws WireFormatException {
    return (int) INTS.get(bytes, advance(Integer.BYTES));
  }

  long readLong() throws WireFormatException {
    return (long) LONGS.get(bytes, advance(Long.BYTES));
  }

  /** Reads what the value that it is for takes only if it is a name. */
  String readName(String what) throws WireFormatException {
    return readBounded(what, WireLimits.MAX_NAME_BYTES);
  }

  /**
   * Reads a text for a person, or an address. Who prints it need not think of what could begin a
   * line of a log or move a cursor: a member that keeps the rules sends none.
   */
  String readText(String what, int maxBytes) throws WireFormatException {
    String text = readBounded(what, maxBytes);
    if (!PlainText.isLines(text)) {
      throw new WireFormatException(
          Fault.BAD_VALUE,
          what + " has control characters; expected none but ends of lines and tabs");
    }
    return text;
  }

  private String readBounded(String what, int maxBytes) throws WireFormatException {
    int length = readLength(what, maxBytes);
    int start = advance(length);
    for (int i = start; i < start + length; i++) {
      if (bytes[i] < 0) {
        return anyText(what, start, length);
      }
    }
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  private String anyText(String what, int start, int length) throws WireFormatException {
    try {
      // A new decoder reports what is malformed, where the constructor of String replaces it.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw new WireFormatException(
          Fault.BAD_VALUE, what + " has bytes that are no UTF-8; expected UTF-8");
    }
  }

  /** Reads a length or a count that must not exceed a bound. */
  int readLength(String what, int max) throws WireFormatException {
    int length = readShort();
    if (length > max) {
      throw new WireFormatException(
          Fault.OVERSIZED, "%s has length %d; expected at most %d".formatted(what, length, max));
    }
    return length;
  }

  /** Skips a text if it is exactly this one; else stays where it is. */
  boolean skipText(byte[] expected) throws WireFormatException {
    int start = position;
    if (readShort() == expected.length && skipBytes(expected)) {
      return true;
    }
    position = start;
    return false;
  }

  /** Skips bytes if they are exactly these; else stays where it is. */
  boolean skipBytes(byte[] expected) throws WireFormatException {
    for (int i = 0; i < expected.length; i++) {
      require(i + 1);
      if (bytes[position + i] != expected[i]) {
        return false;
      }
    }
    position += expected.length;
    return true;
  }

  /** Refuses to go on if fewer bytes than these are left. */
  void require(int count) throws WireFormatException {
    if (end - position < count) {
      throw new WireFormatException(
          Fault.TRUNCATED,
          "%d bytes are left; expected at least %d".formatted(end - position, count));
    }
  }

  void requireEnd() throws WireFormatException {
    if (position != end) {
      throw new WireFormatException(
          Fault.OVERSIZED, (end - position) + " bytes follow the last field; expected none");
    }
  }

  private int advance(int count) throws WireFormatException {
    require(count);
    int start = position;
    position += count;
    return start;
  }
}
