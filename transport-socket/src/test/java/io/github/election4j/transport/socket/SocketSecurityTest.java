/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Member;
import io.github.election4j.spi.Speaker;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where it is proved who is at the other end")
class SocketSecurityTest {

  /** Believes that whoever connects is b, and that whoever is connected to is a. */
  private static final SocketSecurity PROVING =
      (channel, dialled) ->
          new SocketSecurity.PlainLine(
              channel,
              Optional.of(new Proof(Set.of(dialled.isPresent() ? "a" : "b"), false, "one of us")));

  private static Node serve(String id) throws IOException {
    Options options =
        new Options(
            Optional.empty(),
            Limits.DEFAULTS,
            Patience.DEFAULTS,
            (own, threads) -> PROVING,
            Options.DEFAULTS.threads());
    return Node.serve(new SocketTransport(options), Member.of(id, Ports.freeAddress()), 1);
  }

  @Test
  @DisplayName("a member that proves its id is let in, and its requests are marked")
  void proven() throws Exception {
    try (Node a = serve("a");
        Node b = serve("b")) {
      assertEquals(1, b.call(a.member, 1));
      assertEquals(new Speaker.Proved(Set.of("b"), false), a.origins.element().speaker());
    }
  }

  @Test
  @DisplayName("a member that has proved another id is turned away, whoever connected")
  void unproven() throws Exception {
    try (Node a = serve("a");
        Node c = serve("c")) {
      assertThrows(IOException.class, () -> c.call(a.member, 1));
      Node.awaitThat("a turned it away", () -> a.provider.statistics().turnedAway() == 1);
      assertTrue(a.origins.isEmpty());
      assertThrows(IOException.class, () -> a.call(c.member, 1));
      assertTrue(c.origins.isEmpty());
    }
  }
}
