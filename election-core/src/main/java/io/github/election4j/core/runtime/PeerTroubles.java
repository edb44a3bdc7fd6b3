/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static java.util.Objects.requireNonNullElse;

import io.github.election4j.PeerStatus.Kind;
import io.github.election4j.PeerStatus.Trouble;
import io.github.election4j.spi.ForeignPeerException;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What keeps a peer from being of use, from what came of the latest messages to and from it. */
final class PeerTroubles {

  /** Causes of causes are looked at no deeper, or one that is its own would never end. */
  private static final int DEEPEST_CAUSE = 8;

  private PeerTroubles() {}

  static Optional<Trouble> of(ConfigurationMember member, PeerContact contact) {
    if (contact.failure().isPresent()) {
      return contact.failure().map(PeerTroubles::of);
    }
    boolean otherDisk =
        member.isIdentified()
            && contact
                .sender()
                .filter(peer -> peer.identity() != ConfigurationMember.UNKNOWN_IDENTITY)
                .filter(peer -> peer.identity() != member.identity())
                .isPresent();
    if (otherDisk) {
      return Optional.of(OTHER_DISK);
    }
    return toldIt(contact.toldIt()).or(() -> toldUs(contact.toldUs()));
  }

  private static final Trouble OTHER_DISK =
      new Trouble(
          Kind.OTHER_DISK,
          "no vote: its state directory is another than the one that it first confirmed with;"
              + " restore that one, or remove the member and add it under a new id");

  private static Optional<Trouble> toldIt(Verdict verdict) {
    return switch (verdict) {
      case WRONG_IDENTITY -> Optional.of(OTHER_DISK);
      case STALE_INCARNATION ->
          trouble(
              Kind.STALE_INCARNATION,
              "a process that was started earlier speaks for it beside a later one; stop one of the"
                  + " two");
      case FOUNDERS_DIFFER -> Optional.of(FOUNDERS_DIFFER);
      default -> Optional.empty();
    };
  }

  private static final Trouble FOUNDERS_DIFFER =
      new Trouble(Kind.FOUNDERS_DIFFER, "it was given other founders than this member");

  private static Optional<Trouble> toldUs(Verdict verdict) {
    return switch (verdict) {
      case WRONG_IDENTITY ->
          trouble(
              Kind.OTHER_DISK,
              "it refuses this member, whose state directory is another than the one that it first"
                  + " confirmed with; restore that one, or start this member under a new id");
      case STALE_INCARNATION ->
          trouble(
              Kind.STALE_INCARNATION,
              "it has met a later start of this member's id; stop one of the two processes");
      case FOUNDERS_DIFFER -> Optional.of(FOUNDERS_DIFFER);
      case NOT_A_MEMBER ->
          trouble(Kind.NOT_A_MEMBER, "it does not know this member: add this one to the members");
      case NOT_A_VOTER -> trouble(Kind.OTHER, "it says that it has no vote");
      default -> Optional.empty();
    };
  }

  private static Optional<Trouble> trouble(Kind kind, String detail) {
    return Optional.of(new Trouble(kind, detail));
  }

  /** A transport says what failed by the type of the exception, or of what caused it. */
  private static Trouble of(IOException failure) {
    String detail = requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      Optional<Kind> kind = kind(cause);
      if (kind.isPresent()) {
        return new Trouble(kind.get(), detail(kind.get(), detail));
      }
      cause = cause.getCause();
    }
    return new Trouble(Kind.OTHER, detail);
  }

  private static Optional<Kind> kind(Throwable failure) {
    return switch (failure) {
      case ForeignPeerException foreign ->
          Optional.of(foreign.isOfOtherGroup() ? Kind.OTHER_GROUP : Kind.OTHER_MEMBER);
      case ConnectException refused when isTimeout(refused) -> Optional.of(Kind.TIMED_OUT);
      case ConnectException refused -> Optional.of(Kind.REFUSED);
      case InterruptedIOException late -> Optional.of(Kind.TIMED_OUT);
      case TimeoutException late -> Optional.of(Kind.TIMED_OUT);
      case NoRouteToHostException unreachable -> Optional.of(Kind.NO_ROUTE);
      case UnknownHostException unknown -> Optional.of(Kind.UNKNOWN_NAME);
      case UnresolvedAddressException unknown -> Optional.of(Kind.UNKNOWN_NAME);
      default -> Optional.empty();
    };
  }

  /** The kernel's own timeout comes as the exception that a refusal comes as. */
  private static boolean isTimeout(ConnectException failure) {
    return requireNonNullElse(failure.getMessage(), "")
        .toLowerCase(Locale.ROOT)
        .contains("timed out");
  }

  /** The JDK says of an unknown host no more than its name. */
  private static String detail(Kind kind, String message) {
    return kind == Kind.UNKNOWN_NAME ? "name unknown: " + message : message;
  }
}
