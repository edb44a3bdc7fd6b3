/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a connection may hold")
class AllowanceTest {

  private static Allowance.Pool pool(Limits.Requests requests, Limits.Bytes bytes) {
    return new Allowance.Pool(Limits.DEFAULTS.withRequests(requests).withBytes(bytes));
  }

  private static final Limits.Bytes MUCH = new Limits.Bytes(1 << 20, 1 << 20, 8 << 20);

  @Test
  @DisplayName("is little for an operator, more for a member, and bounded in all")
  void requests() {
    Allowance.Pool pool = pool(new Limits.Requests(1, 2, 4, 3), MUCH);
    Allowance operator = pool.ofStranger();
    operator.identified(Allowance.Kind.OPERATOR);
    assertEquals(Optional.empty(), operator.beginRequest(10));
    assertEquals(Optional.of(Limit.REQUESTS_OF_CONNECTION), operator.beginRequest(10));
    Allowance member = pool.ofStranger();
    member.identified(Allowance.Kind.MEMBER);
    assertEquals(Optional.empty(), member.beginRequest(10));
    assertEquals(Optional.empty(), member.beginRequest(10));
    assertEquals(Optional.of(Limit.REQUESTS_OF_CONNECTION), member.beginRequest(10));
    Allowance unknown = pool.ofStranger();
    unknown.identified(Allowance.Kind.UNKNOWN_MEMBER);
    assertEquals(Optional.empty(), unknown.beginRequest(10));
    assertEquals(Optional.of(Limit.REQUESTS), unknown.beginRequest(10));
    operator.endRequest(10);
    assertEquals(Optional.empty(), unknown.beginRequest(10));
  }

  @Test
  @DisplayName("leaves half of the bytes to members, whatever strangers hold")
  void bytesForMembers() {
    Allowance.Pool pool =
        pool(Limits.DEFAULTS.requests(), new Limits.Bytes(60_000, 80_000, 100_000));
    Allowance stranger = pool.ofStranger();
    assertEquals(Optional.empty(), stranger.holdBytes(40_000));
    Allowance other = pool.ofStranger();
    assertEquals(Optional.of(Limit.BYTES), other.holdBytes(20_000));
    assertEquals(Optional.of(Limit.BYTES_OF_CONNECTION), other.holdBytes(60_001));
    Allowance member = pool.ofStranger();
    member.identified(Allowance.Kind.MEMBER);
    assertEquals(Optional.empty(), member.holdBytes(50_000));
    assertEquals(Optional.of(Limit.BYTES), member.holdBytes(10_001));
    stranger.identified(Allowance.Kind.MEMBER);
    assertEquals(Optional.empty(), other.holdBytes(10_000));
    stranger.freeBytes(40_000);
    member.freeBytes(50_000);
    other.freeBytes(10_000);
    assertEquals(0, pool.bytesHeld());
  }

  @Test
  @DisplayName("is sure to be enough for a heartbeat, whatever those hold who say they are members")
  void sureOfMember() {
    Allowance.Pool pool =
        pool(new Limits.Requests(9, 9, 9, 3), new Limits.Bytes(60_000, 80_000, 60_000));
    Allowance greedy = pool.ofStranger();
    greedy.identified(Allowance.Kind.MEMBER);
    assertEquals(Optional.empty(), greedy.holdBytes(42_000));
    for (int request = 0; request < 9; request++) {
      assertEquals(Optional.empty(), greedy.beginRequest(100));
    }
    assertEquals(Optional.of(Limit.BYTES), greedy.holdBytes(9_000));
    Allowance member = pool.ofStranger();
    member.identified(Allowance.Kind.MEMBER);
    assertEquals(Optional.empty(), member.beginRequest(100));
    assertEquals(Optional.empty(), member.holdBytes(1_000));
    assertEquals(Optional.of(Limit.BYTES), member.holdBytes(9_000));
  }

  @Test
  @DisplayName("counts the half of a frame by what is kept for it, and gives it back")
  void halfFrames() throws Exception {
    Allowance.Pool pool = pool(Limits.DEFAULTS.requests(), new Limits.Bytes(2_000, 2_000, 4_000));
    Allowance allowance = pool.ofStranger();
    allowance.identified(Allowance.Kind.UNKNOWN_MEMBER);
    byte[] frame = new Frame(Frame.Kind.REQUEST, 1, new byte[1_500]).toBytes();
    FrameReader reader = new FrameReader(allowance);
    assertEquals(Optional.empty(), reader.next(ByteBuffer.wrap(frame, 0, 100)));
    assertTrue(pool.bytesHeld() > 100);
    ByteBuffer rest = ByteBuffer.wrap(frame, 100, frame.length - 100);
    assertEquals(1_500, reader.next(rest).orElseThrow().body().length);
    assertEquals(0, pool.bytesHeld());
    byte[] larger = new Frame(Frame.Kind.REQUEST, 1, new byte[3_000]).toBytes();
    OverLimitException refused =
        assertThrows(
            OverLimitException.class, () -> reader.next(ByteBuffer.wrap(larger, 0, 2_500)));
    assertEquals(Limit.BYTES_OF_CONNECTION, refused.limit());
    reader.drop();
    assertEquals(0, pool.bytesHeld());
  }
}
