/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes fields, big-endian, into an array that grows. It is not synchronized: one writer serves
 * one message.
 */
final class WireWriter {

  private static final int FIRST_CAPACITY = 256;
  private static final int FIRST_NOT_ASCII = 0x80;

  private static final VarHandle SHORTS = bigEndian(short[].class);
  private static final VarHandle INTS = bigEndian(int[].class);
  private static final VarHandle LONGS = bigEndian(long[].class);

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;

  static VarHandle bigEndian(Class<?> arrayOfNumbers) {
    return MethodHandles.byteArrayViewVarHandle(arrayOfNumbers, ByteOrder.BIG_ENDIAN);
  }

  void writeByte(int value) {
    reserve(Byte.BYTES);
    bytes[size] = (byte) value;
    size += Byte.BYTES;
  }

  void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** Writes the lower 16 bits, which the reader takes as a number without a sign. */
  void writeShort(int value) {
    reserve(Short.BYTES);
    SHORTS.set(bytes, size, (short) value);
    size += Short.BYTES;
  }

  void writeInt(int value) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void writeLong(long value) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  void writeBytes(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
  }

  /**
   * Writes the number of bytes, then the text in UTF-8.
   *
   * @param text bounded by the value that holds it, well below the 65,535 bytes that a length can
   *     tell
   */
  void writeText(String text) {
    int length = text.length();
    reserve(Short.BYTES + length);
    int start = size + Short.BYTES;
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character >= FIRST_NOT_ASCII) {
        writeAnyText(text);
        return;
      }
      bytes[start + i] = (byte) character;
    }
    writeShort(length);
    size += length;
  }

  private void writeAnyText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    writeShort(encoded.length);
    writeBytes(encoded);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
    }
  }
}
