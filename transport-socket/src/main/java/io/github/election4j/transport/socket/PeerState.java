/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Whether a peer can be called now. */
sealed interface PeerState {

  /** Not tried yet. */
  record Untried() implements PeerState {}

  /** A connection is being made. */
  record Connecting(CompletableFuture<Outgoing> attempt) implements PeerState {}

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

    /** How long it is until an attempt is due that no call asks for; zero or less if it is. */
    long untilAttemptNanos() {
      return sinceNanos + keepPauseNanos - System.nanoTime();
    }
  }

  /** Given up for good. */
  record Closed() implements PeerState {}
}
