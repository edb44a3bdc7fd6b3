/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.time.Duration;

/**
 * Bounds of what others can make this process hold.
 *
 * @param connections how many connections of others there may be, those in their handshake included
 * @param handshakes how many of them may be in their handshake
 * @param handshakeTime how long a handshake may take
 * @param requestsInFlight how many requests of one connection are worked on at the same time
 * @param queuedBytes how much may wait to be written to one connection
 */
record Limits(
    int connections,
    int handshakes,
    Duration handshakeTime,
    int requestsInFlight,
    int queuedBytes) {

  static final Limits DEFAULTS = new Limits(512, 64, Duration.ofSeconds(2), 256, 4 << 20);

  Limits withConnections(int changed) {
    return new Limits(changed, handshakes, handshakeTime, requestsInFlight, queuedBytes);
  }

  Limits withHandshakes(int changed) {
    return new Limits(connections, changed, handshakeTime, requestsInFlight, queuedBytes);
  }

  Limits withHandshakeTime(Duration changed) {
    return new Limits(connections, handshakes, changed, requestsInFlight, queuedBytes);
  }

  Limits withRequestsInFlight(int changed) {
    return new Limits(connections, handshakes, handshakeTime, changed, queuedBytes);
  }

  Limits withQueuedBytes(int changed) {
    return new Limits(connections, handshakes, handshakeTime, requestsInFlight, changed);
  }
}
