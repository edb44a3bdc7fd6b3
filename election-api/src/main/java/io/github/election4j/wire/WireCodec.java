/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import io.github.election4j.wire.WireFormatException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Turns the messages of one group into bytes and back, so that a transport needs nothing else.
 * Immutable; all methods may be called from any thread and none blocks.
 *
 * <p>The bytes begin with the magic {@code E4JM}, the protocol version and the kind of message (one
 * byte each) and the name of the group; then come the fields in the order of the record components.
 * Numbers are big-endian; a text is a length of two bytes, then UTF-8; what may be absent follows a
 * flag of 0 or 1. A message has exactly one encoding. The bytes say nothing of their own length: a
 * transport that does not keep messages apart by itself sends the length first.
 *
 * <p>Whatever the bytes are, decoding gives a message or a {@link WireFormatException}, never
 * another exception, and allocates no more than a small multiple of the bytes that are there.
 *
 * @since 0.1
 */
public final class WireCodec {

  /** The version of the protocol that this class speaks. */
  public static final int PROTOCOL_VERSION = 1;

  private static final byte[] MAGIC = "E4JM".getBytes(StandardCharsets.US_ASCII);

  private final String group;
  private final byte[] groupName;

  /**
   * Makes a codec for the messages of one group.
   *
   * @param group the name of the cluster, as {@link WireLimits#isName} allows it; not null
   * @throws IllegalArgumentException if that is no name
   */
  public WireCodec(String group) {
    this.group = WireLimits.requireName("group", group);
    this.groupName = group.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Encodes a message.
   *
   * @param message what to encode; not null
   * @return a new array of at most {@link WireLimits#MAX_MESSAGE_BYTES} bytes
   */
  public byte[] encode(Message message) {
    WireWriter out = new WireWriter();
    out.writeBytes(MAGIC);
    out.writeByte(PROTOCOL_VERSION);
    out.writeByte(MessageKind.of(message));
    out.writeShort(groupName.length);
    out.writeBytes(groupName);
    new MessageWriter(out).write(message);
    return out.toByteArray();
  }

  /**
   * Decodes a message that fills the array.
   *
   * @param bytes one whole message; not null, not changed, and not kept
   * @return the message
   * @throws WireFormatException if the bytes are no message of this group and protocol version; the
   *     fault says why
   */
  public Message decode(byte[] bytes) throws WireFormatException {
    return decode(bytes, 0, bytes.length);
  }

  /**
   * Decodes a message that fills what remains of the buffer.
   *
   * @param bytes one whole message from the position to the limit; not null, not kept; its
   *     position, limit and contents do not change
   * @return the message
   * @throws WireFormatException as {@link #decode(byte[])}
   */
  public Message decode(ByteBuffer bytes) throws WireFormatException {
    int length = bytes.remaining();
    if (bytes.hasArray()) {
      return decode(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
    }
    requireSize(length);
    byte[] copy = new byte[length];
    bytes.get(bytes.position(), copy);
    return decode(copy, 0, length);
  }

  /**
   * Decodes a request that fills the array.
   *
   * @param bytes one whole message; not null, not changed, and not kept
   * @return the request
   * @throws WireFormatException as {@link #decode(byte[])}, and if the message is a reply
   */
  public Request decodeRequest(byte[] bytes) throws WireFormatException {
    if (decode(bytes) instanceof Request request) {
      return request;
    }
    throw new WireFormatException(
        Fault.WRONG_KIND, "message is a reply; expected a request; is an answer mixed up with it?");
  }

  /**
   * Decodes a reply that fills the array.
   *
   * @param bytes one whole message; not null, not changed, and not kept
   * @return the reply
   * @throws WireFormatException as {@link #decode(byte[])}, and if the message is a request
   */
  public Reply decodeReply(byte[] bytes) throws WireFormatException {
    if (decode(bytes) instanceof Reply reply) {
      return reply;
    }
    throw new WireFormatException(
        Fault.WRONG_KIND,
        "message is a request; expected a reply; does the peer call on the way of answers?");
  }

  private Message decode(byte[] bytes, int offset, int length) throws WireFormatException {
    requireSize(length);
    WireReader in = new WireReader(bytes, offset, length);
    int kind = readFrameHeader(in);
    try {
      Message message = new MessageReader(in).read(kind);
      in.requireEnd();
      return message;
    } catch (IllegalArgumentException outOfBounds) {
      throw WireFormatException.badValue(outOfBounds);
    }
  }

  private int readFrameHeader(WireReader in) throws WireFormatException {
    if (!in.skipBytes(MAGIC)) {
      throw new WireFormatException(
          Fault.BAD_MAGIC,
          "first bytes are others than 'E4JM'; expected these; is the sender no member?");
    }
    int version = in.readByte();
    if (version != PROTOCOL_VERSION) {
      throw new WireFormatException(
          Fault.UNKNOWN_VERSION,
          "protocol version is %d; expected %d; is the sender of another release?"
              .formatted(version, PROTOCOL_VERSION));
    }
    int kind = in.readByte();
    if (!in.skipText(groupName)) {
      throw new WireFormatException(
          Fault.WRONG_GROUP,
          "group is '%s'; expected '%s'".formatted(PlainText.line(in.readName("group")), group));
    }
    return kind;
  }

  private static void requireSize(int length) throws WireFormatException {
    if (length > WireLimits.MAX_MESSAGE_BYTES) {
      throw new WireFormatException(
          Fault.OVERSIZED,
          "message has %d bytes; expected at most %d"
              .formatted(length, WireLimits.MAX_MESSAGE_BYTES));
    }
  }
}
