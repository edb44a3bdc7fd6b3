/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.cli.cluster.Flood.Kind;
import io.github.election4j.wire.ControlRequest;
import io.github.election4j.wire.WireCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * What the strangers of a flood send. The bytes are put together here: what nobody sends who is a
 * member must not come from the code of one.
 */
final class FloodKinds {

  private static final int MAGIC = 0x45344A53;
  private static final byte HELLO = 0;
  private static final byte REQUEST = 1;
  private static final int LARGE = 200 << 10;

  /** Of what the issue of a flood is counted in, and of the rest. */
  private static final int SILENT = 2_000;

  private static final int IDLE = 600;
  private static final int UNREAD = 450;
  private static final int SOME = 150;

  /** So many are sent at a time. */
  private static final int QUESTIONS = 100;

  private FloodKinds() {}

  /**
   * Connections that do not read the replies they ask for, that idle, that begin frames and do not
   * go on, that say hello slowly or not at all, that send large frames before they do, and that say
   * they are a member which was started a moment ago.
   */
  static List<Kind> plain(String group, String memberId) {
    byte[] ghost = hello(group, "ghost", 1);
    byte[] twin = hello(group, memberId, Long.MAX_VALUE);
    byte[] half = half();
    byte[] questions = questions(group);
    return List.of(
        Kind.that(UNREAD, hello(group, "", 0)).andAgain(questions),
        Kind.that(IDLE, ghost),
        Kind.that(SOME, join(ghost, half)),
        Kind.that(SOME, ghost).inParts(ghost.length),
        Kind.that(SOME, half),
        Kind.that(SOME, twin).andAgain(questions),
        Kind.that(SILENT, new byte[0]));
  }

  /**
   * The same at members with TLS, by whoever has no certificate: without TLS, and with handshakes
   * that begin, slowly too, and do not go on. The key exchange is made at the other side alone: the
   * same beginning is sent again and again.
   */
  static List<Kind> secured(String group, String memberId) throws GeneralSecurityException {
    byte[] beginning = beginningOfTls();
    byte[] twin = join(hello(group, memberId, Long.MAX_VALUE), questions(group));
    byte[] largeRecord = new byte[LARGE];
    System.arraycopy(beginning, 0, largeRecord, 0, 3);
    Arrays.fill(largeRecord, 3, LARGE, (byte) 0x40);
    return List.of(
        Kind.that(UNREAD, twin).andAgain(questions(group)),
        Kind.that(IDLE, beginning),
        Kind.that(SOME, Arrays.copyOf(beginning, beginning.length / 2)),
        Kind.that(SOME, beginning).inParts(beginning.length),
        Kind.that(SOME, largeRecord),
        Kind.that(SOME, join(beginning, half())),
        Kind.that(SILENT, new byte[0]));
  }

  private static byte[] beginningOfTls() throws GeneralSecurityException {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      ByteBuffer bytes = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      var unused = engine.wrap(ByteBuffer.allocate(0), bytes);
      return Arrays.copyOf(bytes.array(), bytes.position());
    } catch (SSLException broken) {
      throw new GeneralSecurityException(broken);
    }
  }

  private static byte[] questions(String group) {
    byte[] one = request(new WireCodec(group).encode(new ControlRequest.StatusRequest()));
    ByteBuffer all = ByteBuffer.allocate(QUESTIONS * one.length);
    while (all.hasRemaining()) {
      all.put(one);
    }
    return all.array();
  }

  private static byte[] half() {
    return ByteBuffer.allocate(LARGE / 2).putInt(LARGE).put(REQUEST).array();
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  static byte[] hello(String group, String memberId, long incarnation) {
    byte[] groupName = group.getBytes(StandardCharsets.UTF_8);
    byte[] id = memberId.getBytes(StandardCharsets.UTF_8);
    byte[] body =
        ByteBuffer.allocate(4 + 2 + 2 + groupName.length + 2 + id.length + 8)
            .putInt(MAGIC)
            .putShort((short) 1)
            .putShort((short) groupName.length)
            .put(groupName)
            .putShort((short) id.length)
            .put(id)
            .putLong(incarnation)
            .array();
    return frame(HELLO, 0, body);
  }

  static byte[] request(byte[] body) {
    return frame(REQUEST, 1, body);
  }

  private static byte[] frame(byte kind, long correlation, byte[] body) {
    return ByteBuffer.allocate(4 + 1 + 8 + body.length)
        .putInt(1 + 8 + body.length)
        .put(kind)
        .putLong(correlation)
        .put(body)
        .array();
  }
}
