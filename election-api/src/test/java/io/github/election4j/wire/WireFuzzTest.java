/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The seeded part of fuzzing; a fuzzer that looks at coverage does the rest. */
@DisplayName("The codecs, given the published frames with changes")
final class WireFuzzTest {

  private static final int CHANGES_OF_A_FRAME = 150;

  @Test
  @DisplayName("cut at any byte give a message or a fault")
  void cut() {
    for (byte[] frame : frames()) {
      for (int length = 0; length <= frame.length; length++) {
        check(Arrays.copyOf(frame, length));
      }
    }
  }

  @Test
  @DisplayName(
      "changed in one to four places, or continued by another one, give a message or a fault")
  void changed() {
    Random random = new Random(12);
    List<byte[]> frames = frames();
    for (byte[] frame : frames) {
      for (int round = 0; round < CHANGES_OF_A_FRAME; round++) {
        byte[] other = frames.get(random.nextInt(frames.size()));
        check(random.nextInt(8) > 0 ? changed(frame, random) : spliced(frame, other, random));
      }
    }
  }

  @Test
  @DisplayName("and any bytes, behind a good header too, give a message or a fault")
  void anyBytes() {
    Random random = new Random(13);
    for (int round = 0; round < 4_000; round++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      WireFuzzTarget.fuzzerTestOneInput(bytes);
    }
  }

  private static void check(byte[] bytes) {
    WireFuzzTarget.message(bytes);
    WireFuzzTarget.voteRecord(bytes);
  }

  private static List<byte[]> frames() {
    List<byte[]> frames = new ArrayList<>();
    WireCodec codec = new WireCodec("orders");
    PlainMessages.all().values().forEach(message -> frames.add(codec.encode(message)));
    PlainMessages.records().values().forEach(each -> frames.add(VoteRecordCodec.encode(each)));
    return frames;
  }

  private static byte[] changed(byte[] frame, Random random) {
    byte[] changed = frame.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      int at = random.nextInt(changed.length);
      changed[at] =
          (byte) (random.nextBoolean() ? random.nextInt() : changed[at] ^ 1 << random.nextInt(8));
    }
    return changed;
  }

  private static byte[] spliced(byte[] frame, byte[] other, Random random) {
    int from = random.nextInt(other.length);
    int kept = random.nextInt(frame.length);
    byte[] spliced = Arrays.copyOf(frame, kept + other.length - from);
    System.arraycopy(other, from, spliced, kept, other.length - from);
    return spliced;
  }
}
