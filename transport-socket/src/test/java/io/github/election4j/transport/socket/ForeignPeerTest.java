/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.Member;
import io.github.election4j.spi.ForeignPeerException;
import io.github.election4j.spi.Transport;
import io.github.election4j.spi.TransportContext;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call to an address where somebody else is")
class ForeignPeerTest {

  @Test
  @DisplayName("tells another member from a member of another group by the type of what it throws")
  void whoIsThere() throws Exception {
    Member other = Member.of("c", Ports.freeAddress());
    try (Node a = Node.serve("a");
        Node b = Node.serve("b");
        Transport elsewhere = new SocketTransport().open(new TransportContext("else", other, 1))) {
      elsewhere.serve(b);
      assertEquals(Optional.of(false), met(a, Member.of("x", b.member.address())));
      assertEquals(Optional.of(true), met(a, other));
    }
  }

  /** Whether it was of another group. */
  private static Optional<Boolean> met(Node caller, Member member) {
    IOException failed = assertThrows(IOException.class, () -> caller.call(member, 1));
    return Stream.<Throwable>iterate(failed, each -> each != null, Throwable::getCause)
        .filter(ForeignPeerException.class::isInstance)
        .map(each -> ((ForeignPeerException) each).isOfOtherGroup())
        .findFirst();
  }
}
