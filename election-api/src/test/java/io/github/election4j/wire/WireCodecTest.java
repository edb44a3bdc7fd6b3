/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.ControlReply.OrderReply;
import io.github.election4j.wire.ControlReply.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("WireCodec: any message survives the way to bytes and back")
final class WireCodecTest {

  private static final int ROUNDS = 2_000;

  private final WireCodec codec = new WireCodec("orders");

  @Test
  @DisplayName("a message of each kind and shape is equal after a round trip")
  void roundTrip() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Message message = new RandomValues(seed).message(seed % RandomValues.MESSAGE_KINDS);
      assertEquals(message, codec.decode(codec.encode(message)), "seed " + seed);
    }
  }

  @Test
  @DisplayName("a message has exactly one encoding")
  void encodingIsCanonical() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] bytes = codec.encode(new RandomValues(seed).message());
      assertArrayEquals(bytes, codec.encode(codec.decode(bytes)), "seed " + seed);
    }
  }

  @Test
  @DisplayName("every kind of message has a number of its own")
  void kindsDiffer() {
    Set<Integer> numbers = new HashSet<>();
    for (int kind = 0; kind < RandomValues.MESSAGE_KINDS; kind++) {
      numbers.add(MessageKind.of(new RandomValues(kind).message(kind)));
    }
    assertEquals(RandomValues.MESSAGE_KINDS, numbers.size());
  }

  @Test
  @DisplayName("a buffer is decoded from its position to its limit and stays as it is")
  void decodesBuffers() throws Exception {
    Message message = new RandomValues(1).message(1);
    byte[] bytes = codec.encode(message);
    ByteBuffer heap = ByteBuffer.allocate(bytes.length + 20);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 20);
    for (ByteBuffer buffer : List.of(heap, direct)) {
      buffer.position(7).put(bytes).flip().position(7);
      for (ByteBuffer view : List.of(buffer, buffer.slice(), buffer.asReadOnlyBuffer())) {
        ByteBuffer before = view.duplicate();
        assertEquals(message, codec.decode(view));
        assertEquals(before, view);
        assertEquals(before.position(), view.position());
        assertEquals(before.limit(), view.limit());
      }
    }
  }

  @Test
  @DisplayName("the largest messages that the values allow fit into the bound")
  void largestMessagesFit() throws Exception {
    Configuration configuration = largestConfiguration();
    String name = "n".repeat(WireLimits.MAX_NAME_BYTES);
    Sender sender = new Sender(name, Long.MAX_VALUE, -1);
    ReplyHeader.Hints hints =
        new ReplyHeader.Hints(
            Optional.of(new ReplyHeader.LeaderHint(WireLimits.MAX_TERM, name)),
            Optional.of(configuration),
            Optional.of(Long.MAX_VALUE));
    ReplyHeader header =
        new ReplyHeader(
            sender, WireLimits.MAX_TERM, Long.MAX_VALUE, Verdict.STALE_INCARNATION, hints);
    List<Message> messages =
        List.of(
            new PeerReply.HeartbeatReply(header, configuration.id()),
            new ControlRequest.UpdateMembersRequest(
                configuration.members(), configuration.id(), WireLimits.MAX_PROMISE_NANOS),
            new OrderReply(
                Outcome.INVALID, "t".repeat(WireLimits.MAX_TEXT_BYTES), Optional.of(name)));
    WireCodec longName = new WireCodec("g".repeat(WireLimits.MAX_NAME_BYTES));
    for (Message message : messages) {
      byte[] bytes = longName.encode(message);
      assertTrue(bytes.length <= WireLimits.MAX_MESSAGE_BYTES, () -> "bytes: " + bytes.length);
      assertEquals(message, longName.decode(bytes));
    }
  }

  @Test
  @DisplayName("a group name out of bounds is refused when the codec is made")
  void refusesGroupNames() {
    assertThrows(IllegalArgumentException.class, () -> new WireCodec(""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new WireCodec("g".repeat(WireLimits.MAX_NAME_BYTES + 1)));
  }

  static Configuration largestConfiguration() {
    List<ConfigurationMember> members = new ArrayList<>();
    for (int i = 0; i < WireLimits.MAX_MEMBERS; i++) {
      String id = "m".repeat(WireLimits.MAX_NAME_BYTES - 3) + (100 + i);
      String address = "a".repeat(WireLimits.MAX_ADDRESS_BYTES);
      members.add(new ConfigurationMember(id, address, WireLimits.MAX_PRIORITY, true, -1));
    }
    return new Configuration(
        new ConfigurationId(WireLimits.MAX_TERM, WireLimits.MAX_TERM), members);
  }
}
