/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

/** What others can have too much of. The numbers are those of {@link Limits}. */
enum Limit {
  HANDSHAKES("handshakes"),
  HANDSHAKE_TIME("handshake-time"),
  CONNECTIONS("connections"),
  CONNECTIONS_OF_STRANGERS("connections-of-strangers"),
  CONNECTIONS_OF_HOST("connections-of-host"),
  CONNECTIONS_OF_MEMBER("connections-of-member"),
  IDLE_TIME("idle-time"),
  FRAME_TIME("frame-time"),
  FRAME_BYTES("frame-bytes"),
  REQUESTS_OF_CONNECTION("requests-of-connection"),
  REQUESTS("requests"),
  BYTES_OF_CONNECTION("bytes-of-connection"),
  BYTES("bytes");

  private final String counter;

  Limit(String counter) {
    this.counter = counter;
  }

  /** What it is called where it is counted and documented; never changed once published. */
  String counter() {
    return counter;
  }
}
