/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.ForeignPeerException;
import io.github.election4j.spi.Speaker;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The first frame of each side, by which they learn whether they can talk with each other. */
final class Handshake {

  private Handshake() {}

  /**
   * Judges the answer to the hello of this side, which has made the connection, spoken first, and
   * sent nothing else.
   *
   * @param own what this side said
   * @param expectedId the member that is to be at the other end, if a certain one is
   * @param provenIds what the other side has proved, if anybody proves anything
   * @return what the other side says of itself
   * @throws ProtocolException if the other side is not who was wanted
   * @throws IOException if it refused
   */
  static Hello answered(
      Frame answer, Hello own, Optional<String> expectedId, Optional<Set<String>> provenIds)
      throws IOException {
    if (answer.kind() == Frame.Kind.REFUSED) {
      throw refused(answer.reason());
    }
    Hello hello = readAndCheck(answer, own);
    if (hello.isOperator() || expectedId.filter(id -> !id.equals(hello.memberId())).isPresent()) {
      throw otherMember(hello.memberId(), expectedId.orElse("?"));
    }
    requireProof(hello, provenIds);
    return hello;
  }

  private static ProtocolException otherMember(String id, String expectedId) {
    String detail =
        "member '%s' is at this address; expected member '%s'"
            .formatted(Printable.of(id), Printable.of(expectedId));
    ProtocolException stranger = new ProtocolException(detail);
    Throwable unused = stranger.initCause(new ForeignPeerException(detail, false));
    return stranger;
  }

  /** What the other side says to strangers is all that it says of itself. */
  private static IOException refused(String reason) {
    String told = "it refuses this connection: " + reason;
    return reason.startsWith(Hello.OTHER_GROUP)
        ? new ForeignPeerException(told, true)
        : new IOException(told);
  }

  /**
   * Judges the first frame of another side that has connected to this one.
   *
   * @param own what this side will answer
   * @param provenIds what the other side has proved, if anybody proves anything
   * @return what the other side says of itself
   * @throws ProtocolException if it is no member of this group, and no operator
   */
  static Hello greeted(Frame first, Hello own, Optional<Set<String>> provenIds)
      throws ProtocolException {
    Hello hello = readAndCheck(first, own);
    requireProof(hello, provenIds);
    return hello;
  }

  /** Who speaks on a connection whose other side has greeted so, and has proved that. */
  static Speaker speaker(Hello hello, Optional<Set<String>> provenIds) {
    if (provenIds.isPresent()) {
      return new Speaker.Proved(provenIds.get(), false);
    }
    return hello.isOperator() ? new Speaker.Anonymous() : new Speaker.Greeted(hello.memberId());
  }

  private static Hello readAndCheck(Frame frame, Hello own) throws ProtocolException {
    Hello hello = Hello.read(frame);
    Optional<String> fault = hello.faultFor(own);
    if (fault.isPresent()) {
      throw new ProtocolException(fault.get());
    }
    return hello;
  }

  /** Where members prove who they are, nobody speaks for another one. */
  private static void requireProof(Hello hello, Optional<Set<String>> provenIds)
      throws ProtocolException {
    if (!hello.isOperator()
        && provenIds.filter(ids -> !ids.contains(hello.memberId())).isPresent()) {
      throw new ProtocolException(
          "it has not proved to be member '%s'".formatted(Printable.of(hello.memberId())));
    }
  }
}
