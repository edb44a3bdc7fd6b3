/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.wire.WireLimits;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who is at the other end: the first frame in each direction.
 *
 * <p>The bytes: the magic {@code E4JS}, the version of this protocol (two bytes), the group, the
 * member id (each a length of two bytes, then UTF-8) and the incarnation (eight bytes). Magic and
 * version stay where they are in every version to come.
 *
 * @param group the name of the cluster
 * @param memberId the member; empty for an operator, who is no member
 * @param incarnation grows with each start of the member's process; 0 for an operator, and where it
 *     is not told
 */
record Hello(String group, String memberId, long incarnation) {

  static final int VERSION = 1;

  /** The longest body of a frame of the handshake: nothing longer is read from a stranger. */
  static final int MAX_BYTES = 1_024;

  /** How a refusal begins that a member of another group gets, by which the other side knows it. */
  static final String OTHER_GROUP = "group is ";

  /** In place of an incarnation, to those who do not need to know it. */
  static final long NOT_TOLD = 0;

  private static final int MAGIC = 0x45344A53;

  static Hello ofOperator(String group) {
    return new Hello(group, "", 0);
  }

  /** The same, but for what only members need to know. */
  Hello withoutIncarnation() {
    return new Hello(group, memberId, NOT_TOLD);
  }

  boolean isOperator() {
    return memberId.isEmpty();
  }

  Frame toFrame() {
    byte[] groupName = group.getBytes(StandardCharsets.UTF_8);
    byte[] id = memberId.getBytes(StandardCharsets.UTF_8);
    byte[] body =
        ByteBuffer.allocate(
                Integer.BYTES + 3 * Short.BYTES + groupName.length + id.length + Long.BYTES)
            .putInt(MAGIC)
            .putShort((short) VERSION)
            .putShort((short) groupName.length)
            .put(groupName)
            .putShort((short) id.length)
            .put(id)
            .putLong(incarnation)
            .array();
    return new Frame(Frame.Kind.HELLO, 0, body);
  }

  /**
   * Reads the body of a hello frame.
   *
   * @throws ProtocolException if it is none, or of another version
   */
  static Hello read(Frame frame) throws ProtocolException {
    if (frame.kind() != Frame.Kind.HELLO) {
      throw new ProtocolException("first frame is %s; expected HELLO".formatted(frame.kind()));
    }
    ByteBuffer body = ByteBuffer.wrap(frame.body());
    try {
      if (body.getInt() != MAGIC) {
        throw new ProtocolException("hello does not begin with 'E4JS'");
      }
      int version = Short.toUnsignedInt(body.getShort());
      if (version != VERSION) {
        throw new ProtocolException(
            "protocol version is %d; expected %d".formatted(version, VERSION));
      }
      Hello hello = new Hello(readName(body, 1), readName(body, 0), body.getLong());
      if (body.hasRemaining() || hello.incarnation < 0) {
        throw new ProtocolException("hello goes on after its end, or its incarnation is negative");
      }
      return hello;
    } catch (BufferUnderflowException truncated) {
      throw new ProtocolException("hello ends too early");
    }
  }

  private static String readName(ByteBuffer body, int minBytes) throws ProtocolException {
    int length = Short.toUnsignedInt(body.getShort());
    if (length < minBytes || length > WireLimits.MAX_NAME_BYTES) {
      throw new ProtocolException(
          "name in hello has %d bytes; expected %d to %d"
              .formatted(length, minBytes, WireLimits.MAX_NAME_BYTES));
    }
    if (length > body.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer name = body.slice(body.position(), length);
    body.position(body.position() + length);
    try {
      return checked(StandardCharsets.UTF_8.newDecoder().decode(name).toString());
    } catch (CharacterCodingException malformed) {
      throw new ProtocolException("name in hello is not UTF-8");
    }
  }

  /** It will be logged, compared and shown: what no member may be called is no name here either. */
  private static String checked(String name) throws ProtocolException {
    if (!name.isEmpty() && !WireLimits.isName(name)) {
      throw new ProtocolException(
          "name in hello is '%s'; %s".formatted(Printable.of(name), WireLimits.NAME_RULE));
    }
    return name;
  }

  /**
   * What makes this hello one that a member cannot go on with, or nothing.
   *
   * @param own what the member itself says
   */
  Optional<String> faultFor(Hello own) {
    if (!group.equals(own.group)) {
      return Optional.of(
          (OTHER_GROUP + "'%s'; expected '%s'")
              .formatted(Printable.of(group), Printable.of(own.group)));
    }
    if (!isOperator() && memberId.equals(own.memberId)) {
      return Optional.of(
          "member id '%s' is this member's own; no two processes may have the same"
              .formatted(Printable.of(memberId)));
    }
    return Optional.empty();
  }

  /**
   * What a member of another group is told: whoever asks may be a stranger, who would need the name
   * of this one to go on, and who has mistyped it finds it in the log here.
   */
  static String otherGroup(String theirs) {
    return (OTHER_GROUP + "'%s'; expected another, which the log of the member here names")
        .formatted(Printable.of(theirs));
  }
}
