/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What holds of frames and hellos, whatever the bytes are and in whatever parts they come. Given
 * random bytes by {@link SocketFuzzTest}, and bytes that reach ever more of the code by the fuzzer
 * of the profile {@code fuzzing}, which looks for a method of this name.
 */
public final class SocketFuzzTarget {

  private static final int LONGEST_BODY = 300;

  private SocketFuzzTarget() {}

  /**
   * Checks it.
   *
   * @param input the size of the parts, in the first byte; the bytes of a connection
   */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    List<String> atOnce = frames(bytes, Math.max(1, bytes.length));
    List<String> inParts = frames(bytes, 1 + (input[0] & 0xff));
    if (!atOnce.equals(inParts)) {
      throw new AssertionError(
          "%s at once, %s in parts of %d".formatted(atOnce, inParts, 1 + (input[0] & 0xff)));
    }
    hello(new Frame(Frame.Kind.HELLO, 0, bytes));
  }

  /** What is read of the bytes, until there is a fault. */
  private static List<String> frames(byte[] bytes, int size) {
    List<String> frames = new ArrayList<>();
    FrameReader reader = Frames.reader(LONGEST_BODY);
    try {
      for (int from = 0; from < bytes.length; from += size) {
        ByteBuffer part = ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from));
        while (part.hasRemaining()) {
          reader.next(part).ifPresent(frame -> frames.add(describe(frame)));
        }
      }
    } catch (ProtocolException fault) {
      frames.add(fault.getMessage());
    } catch (IOException other) {
      throw new AssertionError("no fault of the protocol", other);
    }
    return frames;
  }

  private static String describe(Frame frame) {
    if (frame.body().length > LONGEST_BODY) {
      throw new AssertionError("a body of %d bytes".formatted(frame.body().length));
    }
    hello(frame);
    String reason = frame.kind() == Frame.Kind.REFUSED ? frame.reason() : "";
    return "%s %d %s %s"
        .formatted(frame.kind(), frame.correlation(), Arrays.hashCode(frame.body()), reason);
  }

  private static void hello(Frame frame) {
    try {
      Hello hello = Hello.read(frame);
      Hello again = Hello.read(hello.toFrame());
      if (!hello.equals(again) || !Arrays.equals(frame.body(), hello.toFrame().body())) {
        throw new AssertionError(hello + " is written as " + again);
      }
      Optional<String> fault = hello.faultFor(new Hello("orders", "a", 1));
      if (fault.filter(text -> text.chars().anyMatch(Character::isISOControl)).isPresent()) {
        throw new AssertionError("a control character in: " + fault);
      }
    } catch (ProtocolException refused) {
      if (refused.getMessage().chars().anyMatch(Character::isISOControl)) {
        throw new AssertionError("a control character in: " + refused.getMessage());
      }
    }
  }
}
