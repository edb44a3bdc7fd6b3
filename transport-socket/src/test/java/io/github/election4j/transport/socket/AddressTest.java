/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An address")
class AddressTest {

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(30));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "127.0.0.1:7400",
        "255.255.255.255:65535",
        "localhost:1",
        "node-1.example.org:7400",
        "under_score:7400",
        "[::1]:7400",
        "[2001:db8::10.0.0.1]:7400",
        "[fe80::1%eth0]:7400"
      })
  @DisplayName("is a host and a port, and is shown as it was written")
  void wellFormed(String text) {
    assertEquals(Optional.empty(), Address.fault(text));
    assertEquals(text, Address.parse(text).toString());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "localhost",
        ":7400",
        "localhost:",
        "localhost:port",
        "localhost:65536",
        "localhost:123456",
        "localhost:-1",
        "256.0.0.1:7400",
        "::1:7400",
        "[::1]",
        "[::1:7400",
        "[1:2]:7400",
        "[127.0.0.1]:7400",
        "[:::1]:7400",
        "a b:7400",
        "http://localhost:7400",
        "localhost:7400/path"
      })
  @DisplayName("of another form has a fault, which is a rule")
  void malformed(String text) {
    Optional<String> fault = Address.fault(text);
    assertTrue(fault.orElse("").startsWith("expected "), fault.toString());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Address.parse(text));
    assertFalse(refused.getMessage().isBlank());
  }

  @Test
  @DisplayName("with a literal stands for that address alone")
  void literals() throws Exception {
    assertEquals("[/10.1.2.3:7400]", Address.parse("10.1.2.3:7400").resolve(soon()).toString());
    assertEquals(
        "[/[0:0:0:0:0:0:0:1]:7400]", Address.parse("[::1]:7400").resolve(soon()).toString());
  }

  @Test
  @DisplayName("with a name stands for all that the name service knows")
  void names() throws Exception {
    List<InetSocketAddress> found = Address.parse("localhost:7400").resolve(soon());
    assertTrue(found.stream().allMatch(each -> each.getAddress().isLoopbackAddress()));
    assertFalse(found.isEmpty());
  }

  @Test
  @DisplayName("with an unknown name fails with that name in the message")
  void unknownName() {
    UnknownHostException unknown =
        assertThrows(
            UnknownHostException.class,
            () -> Address.parse("no-such-host.invalid:7400").resolve(soon()));
    assertTrue(unknown.getMessage().contains("no-such-host.invalid"), unknown.getMessage());
  }

  @Test
  @DisplayName("with port 0 can be bound, but is no address for others")
  void portZero() {
    assertEquals(0, Address.parse("127.0.0.1:0").port());
    assertFalse(Address.fault("127.0.0.1:0").isEmpty());
  }
}
