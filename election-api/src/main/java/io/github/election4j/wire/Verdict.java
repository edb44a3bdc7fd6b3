/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * What a node says to a request: granted, or the one reason why not. The codes are part of the wire
 * format.
 *
 * @since 0.1
 */
public enum Verdict {
  /** Granted, or accepted. */
  GRANTED(0),
  /** The request's term is below the answering node's (Raft 5.1). */
  STALE_TERM(1),
  /** The answering node still hears a live leader, or is one (thesis 4.2.3 and 9.6). */
  LEADER_ALIVE(2),
  /** A vote is given only in a term above the node's own, or again to the same candidate. */
  TERM_NOT_NEWER(3),
  /** The request's configuration is older than the answering node's. */
  CONFIGURATION_OLDER(4),
  /** The answering node's configuration does not name the sender. */
  NOT_A_MEMBER(5),
  /** The sender is named, but not as a voter that may lead. */
  NOT_ELIGIBLE(6),
  /** The answering node is no voter. */
  NOT_A_VOTER(7),
  /** The sender's process has been restarted since: this message is of an earlier incarnation. */
  STALE_INCARNATION(8),
  /**
   * The sender has another state directory than the one that it first confirmed with: its disk was
   * wiped.
   */
  WRONG_IDENTITY(9),
  /** Two founders were given different first configurations. */
  FOUNDERS_DIFFER(10),
  /**
   * The answering node does not take part: it is starting, closed, failed or has just restarted; it
   * has met founders that were given other members; or it has heard an earlier start of the sender
   * so lately that both could be alive.
   */
  UNAVAILABLE(11),
  /** The request says what no member says that keeps the rules: it was refused unread. */
  IMPLAUSIBLE(12),
  /** The sender's id is that of a process which was started earlier, and is alive. */
  ANOTHER_ALIVE(13),
  /**
   * This heartbeat, or a later one of the same leader, has been heard: it was sent again, or
   * overtaken on its way, and renews nothing. A leader makes nothing of it.
   */
  ALREADY_HEARD(14);

  private final int code;

  Verdict(int code) {
    this.code = code;
  }

  /**
   * The number that stands for this verdict on the wire.
   *
   * @return 0 to 255, never changed once published
   */
  public int code() {
    return code;
  }
}
