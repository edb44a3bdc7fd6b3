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
 * alone costs nothing. Not thread-safe.
 */
final class FrameReader {

  private static final int LEAST_BYTES = 256;

  private int maxBodyBytes;

  /** The beginning of a frame, whose rest has not come. */
  private byte[] begun = new byte[0];

  private int begunBytes;

  FrameReader(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
  }

  /** Lets the frames that are not complete yet be as long as this. */
  void allow(int changedMaxBodyBytes) {
    maxBodyBytes = changedMaxBodyBytes;
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
      Optional<Frame> whole = Frame.read(bytes, maxBodyBytes);
      if (whole.isEmpty()) {
        keep(bytes, bytes.remaining());
      }
      return whole;
    }
    keep(bytes, Math.min(bytes.remaining(), missing()));
    ByteBuffer kept = ByteBuffer.wrap(begun, 0, begunBytes);
    Optional<Frame> frame = Frame.read(kept, maxBodyBytes);
    if (frame.isPresent()) {
      begun = new byte[0];
      begunBytes = 0;
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

  private void keep(ByteBuffer bytes, int count) {
    if (begunBytes + count > begun.length) {
      byte[] larger = new byte[Math.max(LEAST_BYTES, 2 * (begunBytes + count))];
      System.arraycopy(begun, 0, larger, 0, begunBytes);
      begun = larger;
    }
    bytes.get(begun, begunBytes, count);
    begunBytes += count;
  }
}
