/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.testkit.Allocation;
import io.github.election4j.wire.WireFormatException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("WireCodec: whatever the bytes are, there is a message or a typed fault")
final class WireCodecHostileBytesTest {

  private static final int MUTATIONS = 40_000;
  private static final int HEADER_BYTES = 4 + 1 + 1 + 2 + "orders".length();
  private static final long ALLOCATION_BOUND = 16 * 1_024;

  private final WireCodec codec = new WireCodec("orders");

  @Test
  @DisplayName("a message that ends early, at whichever byte, is truncated")
  void truncation() {
    for (int kind = 0; kind < RandomValues.MESSAGE_KINDS; kind++) {
      byte[] bytes = codec.encode(shortMessage(kind));
      for (int length = 0; length < bytes.length; length++) {
        assertEquals(
            Fault.TRUNCATED, faultOf(Arrays.copyOf(bytes, length)), kind + " at " + length);
      }
    }
  }

  @Test
  @DisplayName("a message that goes on after its end is oversized")
  void trailingBytes() {
    for (int kind = 0; kind < RandomValues.MESSAGE_KINDS; kind++) {
      byte[] bytes = codec.encode(shortMessage(kind));
      assertEquals(Fault.OVERSIZED, faultOf(Arrays.copyOf(bytes, bytes.length + 1)));
    }
  }

  @Test
  @DisplayName(
      "each byte with a bit flipped, one more or less, or at an end of its range gives a message or"
          + " a fault")
  void singleByteMutations() {
    Map<Class<?>, Message> largest = new LinkedHashMap<>();
    BinaryOperator<Message> larger =
        (one, other) -> codec.encode(one).length < codec.encode(other).length ? other : one;
    for (Message message : PlainMessages.all().values()) {
      largest.merge(message.getClass(), message, larger);
    }
    assertEquals(RandomValues.MESSAGE_KINDS, largest.size());
    for (Message message : largest.values()) {
      byte[] bytes = codec.encode(message);
      for (int i = 0; i < bytes.length; i++) {
        byte original = bytes[i];
        for (int value : neighbours(original)) {
          bytes[i] = (byte) value;
          int at = i;
          assertMessageOrFault(bytes, () -> message + " with " + value + " as byte " + at);
        }
        bytes[i] = original;
      }
    }
  }

  @Test
  @DisplayName("bytes flipped, cut out, doubled and inserted at random give a message or a fault")
  void randomMutations() {
    Random random = new Random(42);
    byte[] bytes = new byte[0];
    for (int round = 0; round < MUTATIONS; round++) {
      if (round % 10 == 0) {
        bytes = codec.encode(shortMessage(random.nextInt(RandomValues.MESSAGE_KINDS)));
      }
      bytes = mutate(bytes, random);
      int failing = round;
      assertMessageOrFault(bytes, () -> "round " + failing + " of seed 42");
    }
  }

  @Test
  @DisplayName("random bytes behind a good header give a message or a fault")
  void randomBytes() {
    Random random = new Random(43);
    byte[] good = codec.encode(new ControlRequest.StatusRequest());
    for (int round = 0; round < MUTATIONS / 4; round++) {
      byte[] bytes = new byte[HEADER_BYTES + random.nextInt(200)];
      random.nextBytes(bytes);
      System.arraycopy(good, 0, bytes, 0, HEADER_BYTES);
      bytes[5] = (byte) random.nextInt(0x40);
      int failing = round;
      assertMessageOrFault(bytes, () -> "round " + failing + " of seed 43");
    }
  }

  @Test
  @DisplayName("each fault of the header has its own name")
  void headerFaults() {
    byte[] bytes = codec.encode(new ControlRequest.StatusRequest());
    assertEquals(Fault.BAD_MAGIC, faultOf(with(bytes, 0, 'X')));
    assertEquals(Fault.BAD_MAGIC, faultOf("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Fault.UNKNOWN_VERSION, faultOf(with(bytes, 4, 2)));
    assertEquals(Fault.UNKNOWN_KIND, faultOf(with(bytes, 5, 0x7f)));
    assertEquals(Fault.UNKNOWN_KIND, faultOf(with(bytes, 5, 0)));
    assertEquals(Fault.WRONG_GROUP, faultOf(with(bytes, 8, 'X')));
    assertEquals(Fault.WRONG_GROUP, faultOf(encodedFor("other")));
    assertEquals(Fault.WRONG_GROUP, faultOf(encodedFor("ordersX")));
    assertEquals(Fault.WRONG_GROUP, faultOf(encodedFor("order")));
  }

  @Test
  @DisplayName("the message of a wrong group names both groups")
  void wrongGroupNamesBoth() {
    WireFormatException thrown =
        assertThrows(WireFormatException.class, () -> codec.decode(encodedFor("other")));
    assertTrue(thrown.getMessage().contains("'other'"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("'orders'"), thrown.getMessage());
  }

  @Test
  @DisplayName("an unknown verdict, outcome or flag is a bad value")
  void unknownCodes() {
    byte[] reply = codec.encode(PlainMessages.preVoteReply());
    int verdict = HEADER_BYTES + 2 + 1 + 8 + 8 + 4 + 8 + 8;
    assertEquals(Fault.BAD_VALUE, faultOf(with(reply, verdict, Verdict.values().length)));
    assertEquals(Fault.BAD_VALUE, faultOf(with(reply, verdict + 1, 2)));
    byte[] command = codec.encode(PlainMessages.orderReply());
    assertEquals(Fault.BAD_VALUE, faultOf(with(command, HEADER_BYTES, 200)));
  }

  @Test
  @DisplayName("a term beyond the highest and a negative one are bad values")
  void absurdTerms() {
    byte[] bytes = codec.encode(PlainMessages.preVoteReply());
    int term = HEADER_BYTES + 2 + 1 + 8 + 8;
    assertEquals(Fault.BAD_VALUE, faultOf(with(bytes, term, 0x41)));
    assertEquals(Fault.BAD_VALUE, faultOf(with(bytes, term, 0xff)));
  }

  @Test
  @DisplayName("text that is not UTF-8 is a bad value, however it is malformed")
  void malformedText() {
    byte[] bytes = codec.encode(new ControlRequest.TransferRequest("abcd"));
    int[][] malformed = {
      {0x80, 'b', 'c', 'd'}, // continues nothing
      {0xc0, 0x80, 'c', 'd'}, // longer than it need be
      {0xed, 0xa0, 0x80, 'd'}, // half a surrogate pair
      {0xf5, 0x80, 0x80, 0x80}, // beyond the last character
      {'a', 'b', 'c', 0xc3}, // ends within a character
    };
    for (int[] text : malformed) {
      byte[] changed = bytes;
      for (int i = 0; i < text.length; i++) {
        changed = with(changed, HEADER_BYTES + 2 + i, text[i]);
      }
      assertEquals(Fault.BAD_VALUE, faultOf(changed), Arrays.toString(text));
    }
  }

  @Test
  @DisplayName("what is no name, and control characters in a text, are bad values")
  void unfitText() {
    byte[] name = codec.encode(new ControlRequest.TransferRequest("abcd"));
    for (int character : new int[] {' ', '\n', 0x1b, '=', '/', '\'', 0x7f}) {
      assertEquals(Fault.BAD_VALUE, faultOf(with(name, HEADER_BYTES + 3, character)));
    }
    byte[] text =
        codec.encode(
            new ControlReply.OrderReply(ControlReply.Outcome.DONE, "abcd", Optional.empty()));
    for (int character : new int[] {0x1b, '\r', 0, 0x7f}) {
      assertEquals(Fault.BAD_VALUE, faultOf(with(text, HEADER_BYTES + 3, character)));
    }
  }

  @Test
  @DisplayName("members out of order or twice are a bad value")
  void disorderedMembers() {
    byte[] bytes = codec.encode(PlainMessages.updateMembers());
    int first = HEADER_BYTES + 2 + 2;
    assertEquals('a', bytes[first]);
    assertEquals(Fault.BAD_VALUE, faultOf(with(bytes, first, 'b')));
    assertEquals(Fault.BAD_VALUE, faultOf(with(bytes, first, 'c')));
  }

  @Test
  @DisplayName("a length beyond its bound is oversized, and nothing is allocated for it")
  void hugeLengths() throws Exception {
    byte[] transfer = codec.encode(new ControlRequest.TransferRequest("abcd"));
    assertRefusedCheaply(with(with(transfer, HEADER_BYTES, 0xff), HEADER_BYTES + 1, 0xff));
    byte[] update = codec.encode(PlainMessages.updateMembers());
    assertRefusedCheaply(with(with(update, HEADER_BYTES, 0xff), HEADER_BYTES + 1, 0xff));
    assertRefusedCheaply(with(with(update, HEADER_BYTES, 0x01), HEADER_BYTES + 1, 0x00));
    assertRefusedCheaply(with(with(transfer, 6, 0xff), 7, 0xff));
  }

  @Test
  @DisplayName("a length within its bound that the bytes cannot hold is truncated, as cheaply")
  void lengthsWithoutBytes() throws Exception {
    byte[] update = codec.encode(PlainMessages.updateMembers());
    byte[] many = with(with(update, HEADER_BYTES, 0x00), HEADER_BYTES + 1, 0xff);
    assertEquals(Fault.TRUNCATED, faultOf(many));
    assertTrue(Allocation.of(() -> faultOf(many)) < ALLOCATION_BOUND);
  }

  @Test
  @DisplayName("more bytes than any message has are oversized before they are looked at")
  void oversizedInput() {
    assertEquals(Fault.OVERSIZED, faultOf(new byte[WireLimits.MAX_MESSAGE_BYTES + 1]));
    ByteBuffer direct = ByteBuffer.allocateDirect(WireLimits.MAX_MESSAGE_BYTES + 1);
    WireFormatException thrown =
        assertThrows(WireFormatException.class, () -> codec.decode(direct));
    assertEquals(Fault.OVERSIZED, thrown.fault());
  }

  private void assertRefusedCheaply(byte[] bytes) throws Exception {
    assertEquals(Fault.OVERSIZED, faultOf(bytes));
    long allocated = Allocation.of(() -> faultOf(bytes));
    assertTrue(allocated < ALLOCATION_BOUND, () -> "allocated " + allocated);
  }

  private Fault faultOf(byte[] bytes) {
    return assertThrows(WireFormatException.class, () -> codec.decode(bytes)).fault();
  }

  /** Any other exception than the typed one fails the test by itself. */
  private void assertMessageOrFault(byte[] bytes, Supplier<String> where) {
    try {
      Message message = codec.decode(bytes);
      assertArrayEquals(bytes, codec.encode(message), where);
    } catch (WireFormatException refused) {
      assertInstanceOf(Fault.class, refused.fault(), where);
    } catch (RuntimeException other) {
      throw new AssertionError(where.get(), other);
    }
  }

  private static Message shortMessage(int kind) {
    for (long seed = kind; ; seed += RandomValues.MESSAGE_KINDS) {
      Message message = new RandomValues(seed).message(kind);
      if (new WireCodec("orders").encode(message).length < 400) {
        return message;
      }
    }
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length < 2) {
      return new byte[2];
    }
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(8), bytes.length - at);
    return switch (random.nextInt(5)) {
      case 0 -> with(bytes, at, bytes[at] ^ (1 << random.nextInt(8)));
      case 1 -> with(bytes, at, random.nextInt(256));
      case 2 -> replace(bytes, at, length, 0);
      case 3 -> replace(bytes, at, length, 2);
      default -> with(bytes, at, random.nextBoolean() ? 0x00 : 0xff);
    };
  }

  /** What lies there, repeated: no times to cut it out, twice to double it. */
  private static byte[] replace(byte[] bytes, int at, int length, int times) {
    if (bytes.length > 2_000 && times > 1) {
      return bytes;
    }
    ByteBuffer changed = ByteBuffer.allocate(bytes.length + (times - 1) * length);
    changed.put(bytes, 0, at);
    for (int i = 0; i < times; i++) {
      changed.put(bytes, at, length);
    }
    changed.put(bytes, at + length, bytes.length - at - length);
    return changed.array();
  }

  /** The values that a fault of one bit or of one too many, and a hostile length, give a byte. */
  private static int[] neighbours(byte value) {
    IntStream flipped = IntStream.range(0, 8).map(bit -> value ^ (1 << bit));
    IntStream others = IntStream.of(value - 1, value + 1, 0x00, 0x7f, 0x80, 0xff);
    return IntStream.concat(flipped, others).toArray();
  }

  private static byte[] encodedFor(String group) {
    return new WireCodec(group).encode(new ControlRequest.StatusRequest());
  }

  private static byte[] with(byte[] bytes, int index, int value) {
    byte[] changed = bytes.clone();
    changed[index] = (byte) value;
    return changed;
  }
}
