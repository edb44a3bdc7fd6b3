/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Input;
import io.github.election4j.spi.RequestHandler.Origin;
import io.github.election4j.spi.Speaker;
import io.github.election4j.wire.PeerRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds what a peer's request says of its sender against who speaks where it came from: nobody
 * speaks for another member, and who has not said to be a member asks what operators ask (design,
 * section 12).
 */
final class SpeakerCheck {

  private final String self;
  private final Refusals refusals;
  private final AtomicBoolean warned = new AtomicBoolean();

  SpeakerCheck(String self, Refusals refusals) {
    this.self = self;
    this.refusals = refusals;
  }

  /** Why a request is not taken, if it is not. It has changed nothing then. */
  Optional<String> objectionTo(PeerRequest request, Origin origin) {
    String sender = request.header().sender().id();
    boolean itsOwn =
        switch (origin.speaker()) {
          case Speaker.Anonymous ignored -> false;
          case Speaker.Greeted greeted -> greeted.memberId().equals(sender);
          case Speaker.Proved proved -> proved.memberIds().contains(sender);
        };
    return itsOwn ? Optional.empty() : Optional.of(refusal(sender, origin));
  }

  /** Whether it was proved that an operator speaks; a member's proof is none. */
  static boolean isOperator(Origin origin) {
    return origin.speaker() instanceof Speaker.Proved proved && proved.operator();
  }

  /** What the machine is told of who brings a request to which there is no objection. */
  static Input.Caller caller(Origin origin) {
    return new Input.Caller(origin.address(), origin.speaker() instanceof Speaker.Proved);
  }

  private String refusal(String sender, Origin origin) {
    String refusal =
        "a request of member '%s' came from %s, where %s speaks; expected each member to speak for itself"
            .formatted(sender, origin.address(), words(origin.speaker()));
    refusals.countOtherSpeaker();
    if (warned.compareAndSet(false, true)) {
      Log.warning("%s: %s; such requests are refused and counted".formatted(self, refusal));
    } else {
      Log.debug(() -> "%s: %s".formatted(self, refusal));
    }
    return refusal;
  }

  private static String words(Speaker speaker) {
    return switch (speaker) {
      case Speaker.Anonymous ignored -> "somebody who has not said to be a member";
      case Speaker.Greeted greeted -> "member '%s'".formatted(greeted.memberId());
      case Speaker.Proved proved ->
          proved.memberIds().isEmpty()
              ? "somebody who has proved to be no member"
              : "whoever proved to be " + String.join(", ", proved.memberIds());
    };
  }
}
