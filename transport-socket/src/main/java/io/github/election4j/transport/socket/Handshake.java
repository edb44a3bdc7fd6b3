/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.util.Optional;

/** The first frame of each side, by which they learn whether they can talk with each other. */
final class Handshake {

  private Handshake() {}

  /**
   * The part of the side that connects. It speaks first, and sends nothing else before the answer.
   *
   * @param expectedId the member that is to be at the other end, if a certain one is
   * @return what the other side says of itself
   * @throws ProtocolException if the other side is not who was wanted
   * @throws IOException if it refused, ended the connection or took too long
   */
  static Hello greet(
      Connection connection, Hello own, Optional<String> expectedId, Deadline deadline)
      throws IOException {
    connection.writeNow(own.toFrame());
    Frame answer = connection.readBy(deadline);
    if (answer.kind() == Frame.Kind.REFUSED) {
      throw new IOException("it refuses this connection: " + answer.reason());
    }
    Hello hello = Hello.read(answer);
    Optional<String> fault = hello.faultFor(own);
    if (fault.isPresent()) {
      throw new ProtocolException(fault.get());
    }
    if (hello.isOperator() || expectedId.filter(id -> !id.equals(hello.memberId())).isPresent()) {
      throw new ProtocolException(
          "member '%s' is at this address; expected member '%s'"
              .formatted(Printable.of(hello.memberId()), Printable.of(expectedId.orElse("?"))));
    }
    requireProof(connection, hello);
    return hello;
  }

  /**
   * The part of the side that was connected to. Tells the other side what is wrong, if something
   * is.
   *
   * @return what the other side says of itself
   * @throws ProtocolException if the other side is no member of this group
   * @throws IOException if it ended the connection or took too long
   */
  static Hello welcome(Connection connection, Hello own, Deadline deadline) throws IOException {
    try {
      Hello hello = Hello.read(connection.readBy(deadline));
      Optional<String> fault = hello.faultFor(own);
      if (fault.isPresent()) {
        throw new ProtocolException(fault.get());
      }
      requireProof(connection, hello);
      connection.writeNow(own.toFrame());
      return hello;
    } catch (ProtocolException unwelcome) {
      connection.writeNow(Frame.refused(0, Failures.describe(unwelcome)));
      throw unwelcome;
    }
  }

  /** Where members prove who they are, nobody speaks for another one. */
  private static void requireProof(Connection connection, Hello hello) throws ProtocolException {
    boolean unproven =
        !hello.isOperator()
            && connection.provenIds().filter(ids -> !ids.contains(hello.memberId())).isPresent();
    if (unproven) {
      throw new ProtocolException(
          "it has not proved to be member '%s'".formatted(Printable.of(hello.memberId())));
    }
  }
}
