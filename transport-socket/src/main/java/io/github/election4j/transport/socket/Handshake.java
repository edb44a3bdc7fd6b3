/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.spi.ForeignPeerException;
import io.github.election4j.spi.Speaker;
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
   * @param proof what the other side has proved, if anybody proves anything
   * @return what the other side says of itself
   * @throws ProtocolException if the other side is not who was wanted, or refuses
   */
  static Hello answered(Frame answer, Hello own, Optional<String> expectedId, Optional<Proof> proof)
      throws ProtocolException {
    Hello hello = readAndCheck(answer, own);
    if (hello.isOperator() || expectedId.filter(id -> !id.equals(hello.memberId())).isPresent()) {
      throw otherMember(hello.memberId(), expectedId.orElse("?"));
    }
    requireProof(hello, proof);
    return hello;
  }

  private static ProtocolException otherMember(String id, String expectedId) {
    return foreign(
        "member '%s' is at this address; expected member '%s'"
            .formatted(Printable.of(id), Printable.of(expectedId)),
        false);
  }

  private static ProtocolException foreign(String detail, boolean ofOtherGroup) {
    ProtocolException stranger = new ProtocolException(detail);
    Throwable unused = stranger.initCause(new ForeignPeerException(detail, ofOtherGroup));
    return stranger;
  }

  /** What the other side says to strangers is all that it says of itself. */
  private static ProtocolException refused(String reason) {
    String told = "it refuses this connection: " + reason;
    return reason.startsWith(Hello.OTHER_GROUP) ? foreign(told, true) : new ProtocolException(told);
  }

  /**
   * Judges the first frame of another side that has connected to this one.
   *
   * @param own what this side will answer
   * @param proof what the other side has proved, if anybody proves anything
   * @return what the other side says of itself
   * @throws ProtocolException if it is no member of this group, and no operator
   */
  static Hello greeted(Frame first, Hello own, Optional<Proof> proof) throws ProtocolException {
    Hello hello = readAndCheck(first, own);
    requireProof(hello, proof);
    return hello;
  }

  /** Who speaks on a connection whose other side has greeted so, and has proved that. */
  static Speaker speaker(Hello hello, Optional<Proof> proof) {
    if (proof.isPresent()) {
      Set<String> ids = hello.isOperator() ? Set.of() : Set.of(hello.memberId());
      return new Speaker.Proved(ids, proof.get().operator());
    }
    return hello.isOperator() ? new Speaker.Anonymous() : new Speaker.Greeted(hello.memberId());
  }

  private static Hello readAndCheck(Frame frame, Hello own) throws ProtocolException {
    if (frame.kind() == Frame.Kind.REFUSED) {
      throw refused(frame.reason());
    }
    Hello hello = Hello.read(frame);
    Optional<String> fault = hello.faultFor(own);
    if (fault.isPresent()) {
      boolean ours = hello.group().equals(own.group());
      throw new ProtocolException(
          fault.get(), ours ? fault.get() : Hello.otherGroup(hello.group()));
    }
    return hello;
  }

  /**
   * Judges what the other side has proved, before anything is said, so that the one that was called
   * is told why it is not.
   *
   * @param proof what it has proved, if anybody proves anything
   * @param own whose group counts
   * @param expectedId the member that is to be there, if a certain one is
   * @throws ProtocolException if it has not proved that
   */
  static void requireProof(Optional<Proof> proof, Hello own, Optional<String> expectedId)
      throws ProtocolException {
    if (proof.isEmpty()) {
      return;
    }
    Proof proved = proof.get();
    boolean right = expectedId.map(proved.memberIds()::contains).orElseGet(() -> !proved.isEmpty());
    if (!right) {
      String wanted =
          expectedId
              .map(id -> CertificateNames.uri(own.group(), id))
              .orElse("a member or an operator of group '%s'".formatted(own.group()));
      throw foreign(
          "its certificate names %s; expected %s".formatted(proved.names(), wanted),
          proved.isEmpty());
    }
  }

  /** Where members prove who they are, nobody speaks for another one. */
  private static void requireProof(Hello hello, Optional<Proof> proof) throws ProtocolException {
    if (!hello.isOperator()
        && proof.filter(proved -> !proved.memberIds().contains(hello.memberId())).isPresent()) {
      throw new ProtocolException(
          "it has not proved to be member '%s'".formatted(Printable.of(hello.memberId())));
    }
  }
}
