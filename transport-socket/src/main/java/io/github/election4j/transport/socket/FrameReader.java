/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Puts frames together from the bytes of one connection, in whatever parts they come. A length is
 * checked before anything is kept for it, and memory is taken as the bytes arrive, so that a length
 * alone costs nothing; what is kept counts against the connection's allowance. Not thread-safe.
 */
final class FrameReader {

  private static final int LEAST_BYTES = 256;
  private static final byte[] NOTHING = {};

  private final Allowance allowance;

  /** The beginning of a frame, whose rest has not come. */
  private byte[] begun = NOTHING;

  private int begunBytes;
  private long completed;

  FrameReader(Allowance allowance) {
    this.allowance = allowance;
  }

  /** How many frames have come in full. */
  long completed() {
    return completed;
  }

  /** Whether a part of a frame has come, and its rest has not. */
  boolean isHalf() {
    return begunBytes > 0;
  }

  /** Forgets the part that has come. */
  void drop() {
    allowance.freeBytes(begun.length);
    begun = NOTHING;
    begunBytes = 0;
  }

  /**
   * The next frame, if all of it has come.
   *
   * @param bytes what has come; what of it belongs to the frame is taken, or all that there is if
   *     the frame is not complete
   * @throws ProtocolException if this is no frame, or its body is longer than allowed
   */
  Optional<Frame> next(ByteBuffer bytes) throws IOException {
    if (begunBytes == 0) {
      Optional<Frame> whole = Frame.read(bytes, allowance.maxBodyBytes());
      if (whole.isEmpty()) {
        keep(bytes, bytes.remaining());
      } else {
        completed++;
      }
      return whole;
    }
    keep(bytes, Math.min(bytes.remaining(), missing()));
    ByteBuffer kept = ByteBuffer.wrap(begun, 0, begunBytes);
    Optional<Frame> frame = Frame.read(kept, allowance.maxBodyBytes());
    if (frame.isPresent()) {
      drop();
      completed++;
      return frame;
    }
    // Only the length was missing: now it is known how much the rest is.
    return bytes.hasRemaining() ? next(bytes) : Optional.empty();
  }

  /** How many bytes are missing until the frame, or its length, is complete. */
  private int missing() {
    return begunBytes < Integer.BYTES
        ? Integer.BYTES - begunBytes
        : Integer.BYTES + ByteBuffer.wrap(begun).getInt() - begunBytes;
  }

  private void keep(ByteBuffer bytes, int count) throws OverLimitException {
    if (begunBytes + count > begun.length) {
      grow(begunBytes + count);
    }
    bytes.get(begun, begunBytes, count);
    begunBytes += count;
  }

  private void grow(int leastLength) throws OverLimitException {
    int doubled = Math.min(2 * leastLength, begunBytes + missing());
    int length = Math.max(Math.max(LEAST_BYTES, leastLength), doubled);
    Optional<Limit> exceeded = allowance.holdBytes(length - begun.length);
    if (exceeded.isPresent()) {
      throw new OverLimitException(
          exceeded.get(), "no memory is left for it: too many bytes wait for their frames' rest");
    }
    byte[] larger = new byte[length];
    System.arraycopy(begun, 0, larger, 0, begunBytes);
    begun = larger;
  }
}
