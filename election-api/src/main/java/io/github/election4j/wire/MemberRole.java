/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * What a member says that it is, when it is asked for its status. The constants are those of {@code
 * io.github.election4j.Role}; the codes are part of the wire format.
 *
 * @since 0.1
 */
public enum MemberRole {
  /** Follows a leader, or waits for one. */
  FOLLOWER(0),
  /** Asks whether it would be elected, having changed nothing yet. */
  PRE_CANDIDATE(1),
  /** Asks for votes in a new term. */
  CANDIDATE(2),
  /** Was elected, whether it is active or not. */
  LEADER(3),
  /** Listens and does not vote. */
  OBSERVER(4),
  /** Has been closed. */
  CLOSED(5),
  /** Met a fault that it cannot go on with safely. */
  FAILED(6);

  private final int code;

  MemberRole(int code) {
    this.code = code;
  }

  /**
   * The number that stands for this role on the wire.
   *
   * @return 0 to 255, never changed once published
   */
  public int code() {
    return code;
  }
}
