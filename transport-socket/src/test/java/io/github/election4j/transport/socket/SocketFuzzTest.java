/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bytes of a connection, whatever they are")
class SocketFuzzTest {

  @Test
  @DisplayName("are read as the same frames in whatever parts they come, and as hellos or none")
  void frames() {
    Random random = new Random(8);
    for (int round = 0; round < 1_500; round++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(random.nextInt(256));
      for (int frame = random.nextInt(4); frame >= 0; frame--) {
        bytes.writeBytes(frame(random).toBytes());
      }
      byte[] input = bytes.toByteArray();
      for (int change = random.nextInt(3); change > 0; change--) {
        input[random.nextInt(input.length)] = (byte) random.nextInt();
      }
      SocketFuzzTarget.fuzzerTestOneInput(input);
    }
  }

  @Test
  @DisplayName("are a hello or none, when a hello was changed")
  void hellos() {
    Random random = new Random(9);
    byte[] hello = new Hello("orders", "b", 7).toFrame().body();
    for (int round = 0; round < 1_500; round++) {
      byte[] input = new byte[1 + hello.length];
      System.arraycopy(hello, 0, input, 1, hello.length);
      for (int change = random.nextInt(4); change > 0; change--) {
        input[random.nextInt(input.length)] = (byte) random.nextInt();
      }
      SocketFuzzTarget.fuzzerTestOneInput(input);
    }
  }

  private static Frame frame(Random random) {
    byte[] body = new byte[random.nextInt(60)];
    random.nextBytes(body);
    return switch (random.nextInt(3)) {
      case 0 -> new Hello("orders", "b", random.nextInt(9)).toFrame();
      case 1 -> Frame.refused(random.nextLong(), "no\u001b[2J");
      default -> new Frame(Frame.Kind.REQUEST, random.nextLong(), body);
    };
  }
}
