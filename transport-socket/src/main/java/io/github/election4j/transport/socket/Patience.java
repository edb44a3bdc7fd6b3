/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.time.Duration;

/**
 * How long this side waits for a peer, and how often it tries.
 *
 * @param connect how long making a connection may take, handshake included. Shorter than the time
 *     after which any system gives up by itself, so that a failed connect within it was refused
 * @param shortestPause after a failed attempt, nobody tries again before this has passed
 * @param longestPause what the pause of the attempts that no call waits for grows to
 * @param silence a connection on which calls were made, and nothing came for so long, is given up:
 *     a new one gets through as soon as the network does, while the old one may wait for its next
 *     retransmission for minutes
 */
record Patience(Duration connect, Duration shortestPause, Duration longestPause, Duration silence) {

  static final Patience DEFAULTS =
      new Patience(
          Duration.ofSeconds(2),
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          Duration.ofSeconds(1));

  Patience withPauses(Duration shortest, Duration longest) {
    return new Patience(connect, shortest, longest, silence);
  }

  Patience withSilence(Duration changed) {
    return new Patience(connect, shortestPause, longestPause, changed);
  }
}
