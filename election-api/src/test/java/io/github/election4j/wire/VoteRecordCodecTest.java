/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.VoteRecord.Ballot;
import io.github.election4j.wire.WireFormatException.Fault;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("VoteRecordCodec: a record survives, and anything else is a typed fault")
final class VoteRecordCodecTest {

  private static final int ROUNDS = 500;

  private final byte[] bytes = VoteRecordCodec.encode(PlainMessages.records().get("voted"));

  @Test
  @DisplayName("any record is equal after a round trip")
  void roundTrip() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      VoteRecord record = new RandomValues(seed).record();
      assertEquals(record, VoteRecordCodec.decode(VoteRecordCodec.encode(record)), "seed " + seed);
    }
  }

  @Test
  @DisplayName("the largest record that the values allow fits into the bound")
  void largestRecordFits() throws Exception {
    Optional<String> vote = Optional.of("v".repeat(WireLimits.MAX_NAME_BYTES));
    VoteRecord record =
        new VoteRecord(
            new Ballot(WireLimits.MAX_TERM, vote),
            WireCodecTest.largestConfiguration(),
            WireLimits.MAX_PROMISE_NANOS,
            Long.MAX_VALUE,
            -1);
    byte[] encoded = VoteRecordCodec.encode(record);
    assertTrue(encoded.length <= WireLimits.MAX_RECORD_BYTES, () -> "bytes: " + encoded.length);
    assertEquals(record, VoteRecordCodec.decode(encoded));
  }

  @Test
  @DisplayName("a record that ends early, at whichever byte, is truncated")
  void truncation() {
    for (int length = 0; length < bytes.length; length++) {
      assertEquals(Fault.TRUNCATED, faultOf(Arrays.copyOf(bytes, length)), "at " + length);
    }
  }

  @Test
  @DisplayName("a record that goes on after its end, or is larger than any, is oversized")
  void oversized() {
    assertEquals(Fault.OVERSIZED, faultOf(Arrays.copyOf(bytes, bytes.length + 1)));
    assertEquals(Fault.OVERSIZED, faultOf(new byte[WireLimits.MAX_RECORD_BYTES + 1]));
  }

  @Test
  @DisplayName("another magic, version or term is refused by its own fault")
  void headerFaults() {
    assertEquals(Fault.BAD_MAGIC, faultOf(with(3, 'M')));
    assertEquals(Fault.UNKNOWN_VERSION, faultOf(with(4, 2)));
    assertEquals(Fault.BAD_VALUE, faultOf(with(5, 0xff)));
  }

  @Test
  @DisplayName("a ballot below the term of its configuration is a bad value")
  void ballotBelowConfiguration() {
    assertEquals(7, bytes[12]);
    assertEquals(Fault.BAD_VALUE, faultOf(with(12, 5)));
  }

  @Test
  @DisplayName("each byte replaced by each other value gives a record or a fault, and no other")
  void singleByteMutations() {
    for (int i = 0; i < bytes.length; i++) {
      for (int value = 0; value < 256; value++) {
        byte[] changed = with(i, value);
        try {
          VoteRecord record = VoteRecordCodec.decode(changed);
          assertTrue(Arrays.equals(changed, VoteRecordCodec.encode(record)), "byte " + i);
        } catch (WireFormatException refused) {
          assertTrue(refused.getMessage().startsWith(refused.fault().name()), "byte " + i);
        }
      }
    }
  }

  private byte[] with(int index, int value) {
    byte[] changed = bytes.clone();
    changed[index] = (byte) value;
    return changed;
  }

  private static Fault faultOf(byte[] bytes) {
    return assertThrows(WireFormatException.class, () -> VoteRecordCodec.decode(bytes)).fault();
  }
}
