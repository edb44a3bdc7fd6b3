/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How a member sees one of the others: a part of {@link ElectionStatus}. A leader asks all of them
 * at each heartbeat; a follower asks nobody while it hears a leader, so that what it says of others
 * may be old and yet no fault. Immutable; no part is null.
 *
 * @param member the other member, with the address at which it is called
 * @param sinceContact how long ago something came from it, an answer or a request; empty if nothing
 *     has come since this member was started
 * @param roundTrip how long its latest answer took; empty if it has not answered yet
 * @param trouble what keeps it from being of use to an election; empty if nothing is known to
 * @since 0.1
 */
public record PeerStatus(
    Member member,
    Optional<Duration> sinceContact,
    Optional<Duration> roundTrip,
    Optional<Trouble> trouble) {

  /** Refuses null. */
  public PeerStatus {
    requireNonNull(member, "member");
    requireNonNull(sinceContact, "sinceContact");
    requireNonNull(roundTrip, "roundTrip");
    requireNonNull(trouble, "trouble");
  }

  /**
   * Whether it has answered the last time that it was asked, and its word counts.
   *
   * @return false if it has trouble, or was never asked
   */
  public boolean isOfUse() {
    return roundTrip.isPresent() && trouble.isEmpty();
  }

  /**
   * What keeps a member from being of use.
   *
   * @param kind for a program
   * @param detail for a person: what was wrong, and what to do where that is known
   * @since 0.1
   */
  public record Trouble(Kind kind, String detail) {

    /** Refuses null. */
    public Trouble {
      requireNonNull(kind, "kind");
      requireNonNull(detail, "detail");
    }
  }

  /**
   * The kinds of trouble.
   *
   * @since 0.1
   */
  public enum Kind {
    /** Nobody listens at its address. */
    REFUSED,
    /** No answer came in time. */
    TIMED_OUT,
    /** The name in its address stands for nothing. */
    UNKNOWN_NAME,
    /** There is no way to its address. */
    NO_ROUTE,
    /** A member of another group is at its address. */
    OTHER_GROUP,
    /** Another member is at its address. */
    OTHER_MEMBER,
    /** It was given other founders. */
    FOUNDERS_DIFFER,
    /** Of two processes with one member id, one was started before the other and still speaks. */
    STALE_INCARNATION,
    /** Its state directory, or this member's own, is not the one that its vote belongs to. */
    OTHER_DISK,
    /** One of the two does not know the other as a member. */
    NOT_A_MEMBER,
    /** Something else; the detail says what. */
    OTHER
  }
}
