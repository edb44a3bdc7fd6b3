/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads frames as somebody does who has nothing else to do. */
final class Frames {

  private Frames() {}

  /** Takes frames whose bodies are as long as this at most. */
  static FrameReader reader(int maxBodyBytes) {
    Limits.Frames frames = new Limits.Frames(maxBodyBytes, maxBodyBytes, Node.PATIENCE);
    return new FrameReader(new Allowance.Pool(Limits.DEFAULTS.withFrames(frames)).ofStranger());
  }

  /** Reads one frame, byte by byte, and nothing that comes after it. */
  static Frame read(InputStream in, int maxBodyBytes) throws IOException {
    FrameReader reader = reader(maxBodyBytes);
    Optional<Frame> frame = Optional.empty();
    while (frame.isEmpty()) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the other side ended the connection");
      }
      frame = reader.next(ByteBuffer.wrap(new byte[] {(byte) next}));
    }
    return frame.get();
  }
}
