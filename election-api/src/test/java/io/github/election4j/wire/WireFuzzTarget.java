/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What holds of the codecs, whatever the bytes are: there is a value or a typed fault, and a value
 * is written as it was read. Given random bytes by {@link WireFuzzTest}, and bytes that reach ever
 * more of the code by the fuzzer of the profile {@code fuzzing}, which looks for a method of this
 * name.
 */
public final class WireFuzzTarget {

  private static final WireCodec CODEC = new WireCodec("orders");
  private static final byte[] RECORD_HEADER = "E4JV\1".getBytes(StandardCharsets.ISO_8859_1);

  private WireFuzzTarget() {}

  /**
   * Checks it.
   *
   * @param input what to do with the rest, in the first byte; the rest
   */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    switch (input[0] & 3) {
      case 0 -> message(rest);
      case 1 -> message(behind(messageHeader(input[0]), rest));
      case 2 -> voteRecord(rest);
      default -> voteRecord(behind(RECORD_HEADER, rest));
    }
  }

  /** A header that is read, so that nobody has to guess it. */
  private static byte[] messageHeader(byte choice) {
    byte[] header = CODEC.encode(new ControlRequest.ResetRequest());
    header[5] = (byte) ((choice & 0xff) >>> 2);
    return header;
  }

  private static byte[] behind(byte[] header, byte[] rest) {
    byte[] whole = Arrays.copyOf(header, header.length + rest.length);
    System.arraycopy(rest, 0, whole, header.length, rest.length);
    return whole;
  }

  static void message(byte[] bytes) {
    ByteBuffer elsewhere = ByteBuffer.allocateDirect(bytes.length + 3).position(2);
    elsewhere.put(bytes).position(2).limit(2 + bytes.length);
    try {
      Message message = CODEC.decode(bytes);
      require(Arrays.equals(bytes, CODEC.encode(message)), bytes);
      require(message.equals(CODEC.decode(elsewhere)), bytes);
      require(elsewhere.position() == 2, bytes);
    } catch (WireFormatException fault) {
      require(fault.getMessage().startsWith(fault.fault().name()), bytes);
      requireRefused(elsewhere, bytes);
    }
  }

  private static void requireRefused(ByteBuffer elsewhere, byte[] bytes) {
    try {
      Message message = CODEC.decode(elsewhere);
      throw new AssertionError(message + " is read of a buffer, not of " + Arrays.toString(bytes));
    } catch (WireFormatException alsoRefused) {
      require(elsewhere.position() == 2, bytes);
    }
  }

  static void voteRecord(byte[] bytes) {
    try {
      VoteRecord voteRecord = VoteRecordCodec.decode(bytes);
      require(Arrays.equals(bytes, VoteRecordCodec.encode(voteRecord)), bytes);
    } catch (WireFormatException fault) {
      require(fault.getMessage().startsWith(fault.fault().name()), bytes);
    }
  }

  private static void require(boolean holds, byte[] bytes) {
    if (!holds) {
      throw new AssertionError("does not hold of " + Arrays.toString(bytes));
    }
  }
}
