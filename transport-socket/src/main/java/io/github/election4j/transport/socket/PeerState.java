/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.util.List;

/** Whether a peer can be called now. */
sealed interface PeerState {

  /** Not tried yet. */
  record Untried() implements PeerState {}

  /**
   * A connection is being made.
   *
   * @param waiting the calls that wait for it; guarded by the peer's lock
   */
  record Connecting(List<Call> waiting) implements PeerState {}

  /** There is a connection. */
  record Up(Outgoing connection, long sinceNanos) implements PeerState {}

  /**
   * The connection was lost, or could not be made.
   *
   * @param reason of the last failure
   * @param sinceNanos when that was
   * @param callPauseNanos how long calls fail at once
   * @param keepPauseNanos how long no attempt is made that no call asks for
   */
  record Down(IOException reason, long sinceNanos, long callPauseNanos, long keepPauseNanos)
      implements PeerState {

    /** Whether a call that comes now fails at once. */
    boolean pausesCalls() {
      return System.nanoTime() - sinceNanos < callPauseNanos;
    }

    /** When an attempt is due that no call asks for. */
    Deadline nextAttempt() {
      return new Deadline(sinceNanos + keepPauseNanos);
    }
  }

  /** Given up for good. */
  record Closed() implements PeerState {}
}
