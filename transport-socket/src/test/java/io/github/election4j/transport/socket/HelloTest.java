/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A hello")
class HelloTest {

  private static final Hello HELLO = new Hello("group", "a", 5);

  private static Hello read(byte[] body) throws ProtocolException {
    return Hello.read(new Frame(Frame.Kind.HELLO, 0, body));
  }

  @Test
  @DisplayName("has a layout that never changes")
  void golden() {
    assertEquals(
        "45344a53" + "0001" + "0005" + "67726f7570" + "0001" + "61" + "0000000000000005",
        HexFormat.of().formatHex(HELLO.toFrame().body()));
  }

  @Test
  @DisplayName("comes back as it was written, an operator's too")
  void roundTrip() throws Exception {
    assertEquals(HELLO, Hello.read(HELLO.toFrame()));
    assertEquals(Hello.ofOperator("g"), Hello.read(Hello.ofOperator("g").toFrame()));
  }

  @Test
  @DisplayName("of another version is refused with both versions")
  void otherVersion() {
    byte[] body = HELLO.toFrame().body().clone();
    body[5] = 2;
    ProtocolException refused = assertThrows(ProtocolException.class, () -> read(body));
    assertEquals("protocol version is 2; expected 1", refused.getMessage());
  }

  @Test
  @DisplayName("that is cut short, goes on, or has too long a name is refused")
  void malformed() {
    byte[] body = HELLO.toFrame().body();
    for (int length = 0; length < body.length; length++) {
      byte[] part = Arrays.copyOf(body, length);
      assertThrows(ProtocolException.class, () -> read(part));
    }
    assertThrows(ProtocolException.class, () -> read(Arrays.copyOf(body, body.length + 1)));
    Hello long129 = new Hello("g".repeat(129), "a", 1);
    assertThrows(ProtocolException.class, () -> Hello.read(long129.toFrame()));
    Hello noGroup = new Hello("", "a", 1);
    assertThrows(ProtocolException.class, () -> Hello.read(noGroup.toFrame()));
    Hello escape = new Hello("g", "a\u001b[2J", 1);
    ProtocolException noName =
        assertThrows(ProtocolException.class, () -> Hello.read(escape.toFrame()));
    assertTrue(noName.getMessage().startsWith("name in hello is 'a?[2J'"), noName.getMessage());
    Hello negative = new Hello("g", "a", -1);
    assertThrows(ProtocolException.class, () -> Hello.read(negative.toFrame()));
  }

  @Test
  @DisplayName("with changed bytes is read or refused, and nothing else happens")
  void mutated() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] body = HELLO.toFrame().body().clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      try {
        assertTrue(read(body).group().length() <= 128);
      } catch (ProtocolException refused) {
        assertTrue(refused.getMessage().length() > 10);
      }
    }
  }

  @Test
  @DisplayName("of the own group by another member has no fault; another group or the own id has")
  void faults() {
    assertEquals(Optional.empty(), HELLO.faultFor(new Hello("group", "b", 1)));
    assertEquals(Optional.empty(), Hello.ofOperator("group").faultFor(HELLO));
    assertEquals(
        Optional.of("group is 'group'; expected 'other'"),
        HELLO.faultFor(new Hello("other", "b", 1)));
    assertTrue(HELLO.faultFor(new Hello("group", "a", 6)).isPresent());
  }
}
