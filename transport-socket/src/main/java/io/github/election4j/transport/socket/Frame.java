/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What crosses a connection: a length of four bytes that counts what follows, the kind (one byte),
 * a correlation id (eight bytes, big-endian) that a reply has in common with its request, and a
 * body.
 */
final class Frame {

  /** Kind and correlation id, which the length counts. */
  private static final int HEADER_BYTES = 1 + Long.BYTES;

  /** The longest reason in a frame of kind {@link Kind#REFUSED}. */
  private static final int MAX_REASON_CHARS = 256;

  /** What a frame is. */
  enum Kind {
    /** The first frame in each direction; the body is a {@link Hello}. */
    HELLO(0),
    /** The body is a request, as the codec writes it. */
    REQUEST(1),
    /** The body is a reply, as the codec writes it. */
    REPLY(2),
    /** There will be no reply, or with correlation id 0 no connection; the body says why. */
    REFUSED(3);

    /** The byte on the wire, never changed once published. */
    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    static Kind of(byte code) throws ProtocolException {
      return switch (code) {
        case 0 -> HELLO;
        case 1 -> REQUEST;
        case 2 -> REPLY;
        case 3 -> REFUSED;
        default ->
            throw new ProtocolException("frame has kind %d; expected 0 to 3".formatted(code));
      };
    }
  }

  private final Kind kind;
  private final long correlation;
  private final byte[] body;

  Frame(Kind kind, long correlation, byte[] body) {
    this.kind = kind;
    this.correlation = correlation;
    this.body = body;
  }

  static Frame refused(long correlation, String reason) {
    String text = reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS));
    return new Frame(Kind.REFUSED, correlation, text.getBytes(StandardCharsets.UTF_8));
  }

  Kind kind() {
    return kind;
  }

  long correlation() {
    return correlation;
  }

  /** The body itself, which nobody changes. */
  byte[] body() {
    return body;
  }

  /** The reason in a frame of kind {@link Kind#REFUSED}, fit to be shown and logged. */
  String reason() {
    byte[] bounded = Arrays.copyOf(body, Math.min(body.length, 4 * MAX_REASON_CHARS));
    return Printable.of(new String(bounded, StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(Integer.BYTES + HEADER_BYTES + body.length)
        .putInt(HEADER_BYTES + body.length)
        .put(kind.code)
        .putLong(correlation)
        .put(body)
        .array();
  }

  /**
   * Reads a frame, if all of it is there; takes no byte if not. The length is checked first.
   *
   * @throws ProtocolException if this is no frame, or its body is longer than allowed
   */
  static Optional<Frame> read(ByteBuffer bytes, int maxBodyBytes) throws ProtocolException {
    if (bytes.remaining() < Integer.BYTES) {
      return Optional.empty();
    }
    int length = bytes.getInt(bytes.position());
    if (length < HEADER_BYTES || length - HEADER_BYTES > maxBodyBytes) {
      throw wrongLength(length, maxBodyBytes);
    }
    if (bytes.remaining() < Integer.BYTES + length) {
      return Optional.empty();
    }
    bytes.position(bytes.position() + Integer.BYTES);
    Kind kind = Kind.of(bytes.get());
    long correlation = bytes.getLong();
    byte[] body = new byte[length - HEADER_BYTES];
    bytes.get(body);
    return Optional.of(new Frame(kind, correlation, body));
  }

  /** One that a member could have sent is too long for who has sent it; any other is no frame. */
  private static ProtocolException wrongLength(int length, int maxBodyBytes) {
    String message =
        "frame has length %d; expected %d to %d"
            .formatted(length, HEADER_BYTES, HEADER_BYTES + maxBodyBytes);
    return length < HEADER_BYTES || length - HEADER_BYTES > WireLimits.MAX_MESSAGE_BYTES
        ? new ProtocolException(message)
        : new OverLimitException(Limit.FRAME_BYTES, message);
  }
}
