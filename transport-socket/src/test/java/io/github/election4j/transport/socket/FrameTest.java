/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A frame")
class FrameTest {

  /** Reads it as it comes in one part, and byte by byte. */
  private static Frame read(byte[] bytes, int maxBodyBytes) throws IOException {
    Optional<Frame> whole = Frames.reader(maxBodyBytes).next(ByteBuffer.wrap(bytes));
    Frame inParts = Frames.read(new ByteArrayInputStream(bytes), maxBodyBytes);
    assertArrayEquals(inParts.toBytes(), whole.orElseThrow().toBytes());
    return inParts;
  }

  @Test
  @DisplayName("has a layout that never changes")
  void golden() {
    byte[] bytes = new Frame(Frame.Kind.REQUEST, 0x0102030405060708L, new byte[] {9}).toBytes();
    assertEquals("0000000a01010203040506070809", HexFormat.of().formatHex(bytes));
    assertEquals(3, Frame.refused(0, "").toBytes()[4]);
  }

  @Test
  @DisplayName("comes back as it was written")
  void roundTrip() throws Exception {
    for (Frame.Kind kind : Frame.Kind.values()) {
      Frame frame = read(new Frame(kind, -7, new byte[] {1, 2, 3}).toBytes(), 3);
      assertEquals(kind, frame.kind());
      assertEquals(-7, frame.correlation());
      assertArrayEquals(new byte[] {1, 2, 3}, frame.body());
    }
  }

  @Test
  @DisplayName("that is longer than allowed is refused by its length alone")
  void oversized() {
    byte[] length = {0x7F, -1, -1, -1};
    assertThrows(ProtocolException.class, () -> read(length, 1_000));
    byte[] oneTooMany = new Frame(Frame.Kind.REPLY, 1, new byte[11]).toBytes();
    assertThrows(ProtocolException.class, () -> read(oneTooMany, 10));
  }

  @Test
  @DisplayName("with a negative or too small length is refused")
  void undersized() {
    assertThrows(ProtocolException.class, () -> read(new byte[] {-1, -1, -1, -1}, 1_000));
    assertThrows(ProtocolException.class, () -> read(new byte[] {0, 0, 0, 8}, 1_000));
  }

  @Test
  @DisplayName("of an unknown kind is refused")
  void unknownKind() {
    byte[] bytes = Frame.refused(1, "reason").toBytes();
    bytes[4] = 4;
    assertThrows(ProtocolException.class, () -> read(bytes, 1_000));
  }

  @Test
  @DisplayName("that has not come in full is none yet, wherever it was cut")
  void inTwoParts() throws Exception {
    byte[] bytes = Frame.refused(1, "reason").toBytes();
    for (int length = 0; length < bytes.length; length++) {
      FrameReader reader = Frames.reader(1_000);
      assertEquals(Optional.empty(), reader.next(ByteBuffer.wrap(bytes, 0, length)));
      ByteBuffer rest = ByteBuffer.wrap(bytes, length, bytes.length - length);
      assertEquals("reason", reader.next(rest).orElseThrow().reason());
      assertFalse(rest.hasRemaining());
    }
  }

  @Test
  @DisplayName("that comes with others is read up to its end")
  void severalAtOnce() throws Exception {
    byte[] one = Frame.refused(1, "one").toBytes();
    byte[] two = Frame.refused(2, "two").toBytes();
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    for (int cut = 0; cut <= both.length; cut++) {
      FrameReader reader = Frames.reader(1_000);
      List<Long> correlations = new ArrayList<>();
      for (ByteBuffer part :
          List.of(ByteBuffer.wrap(both, 0, cut), ByteBuffer.wrap(both, cut, both.length - cut))) {
        while (part.hasRemaining()) {
          reader.next(part).ifPresent(frame -> correlations.add(frame.correlation()));
        }
      }
      assertEquals(List.of(1L, 2L), correlations);
    }
  }

  @Test
  @DisplayName("carries a reason of bounded length that cannot move a cursor")
  void reason() throws Exception {
    Frame frame = read(Frame.refused(1, "\u001b[2J\nx" + "é".repeat(10_000)).toBytes(), 1_024);
    assertTrue(frame.reason().startsWith("?[2J?xé"), frame.reason());
    assertEquals(256, frame.reason().length());
  }

  @Test
  @DisplayName("made of any bytes is read, refused or ended, and nothing else happens")
  void anyBytes() {
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      if (bytes.length > 3 && random.nextBoolean()) {
        bytes[0] = bytes[1] = bytes[2] = 0;
      }
      try {
        Frames.reader(64)
            .next(ByteBuffer.wrap(bytes))
            .ifPresent(frame -> assertTrue(frame.body().length <= 64));
        assertTrue(Frames.read(new ByteArrayInputStream(bytes), 64).body().length <= 64);
      } catch (ProtocolException | EOFException expected) {
        assertTrue(expected.getMessage().length() > 10);
      } catch (IOException other) {
        throw new AssertionError(HexFormat.of().formatHex(bytes), other);
      }
    }
  }
}
