/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireFormatException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A vote file of which every checksum is right")
final class VoteSlotFuzzTest {

  private static final int HEADER_BYTES = 13;
  private static final VoteRecord RECORD =
      new VoteRecord(new Ballot(7, Optional.of("b")), Configuration.NONE, 1, 2, 3);

  private static VoteSlot slot(long sequence) {
    return new VoteSlot(sequence, new VoteOwner("orders", "a"), Optional.of(RECORD));
  }

  private static byte[] body(long sequence) {
    byte[] bytes = slot(sequence).encode();
    return Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
  }

  @Test
  @DisplayName("is read or refused whatever else was changed, and can be written on")
  void changed() {
    Random random = new Random(9);
    for (int round = 0; round < 300; round++) {
      byte[] first = body(2 * random.nextInt(3));
      byte[] second = body(1 + 2 * random.nextInt(3));
      byte[] input = new byte[1 + first.length + second.length];
      input[0] = (byte) first.length;
      System.arraycopy(first, 0, input, 1, first.length);
      System.arraycopy(second, 0, input, 1 + first.length, second.length);
      for (int change = random.nextInt(4); change > 0; change--) {
        input[random.nextInt(input.length)] = (byte) random.nextInt();
      }
      VoteSlotFuzzTarget.fuzzerTestOneInput(input);
    }
  }

  @Test
  @DisplayName("is refused if it counts its saves below zero: there is no place for the next one")
  void negativeSequence() {
    byte[] negative = VoteSlotFuzzTarget.completed(body(-3));
    WireFormatException refused =
        assertThrows(WireFormatException.class, () -> VoteSlot.decode(negative));
    assertEquals(WireFormatException.Fault.BAD_VALUE, refused.fault());
  }
}
