/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Carries the messages of an election over TCP connections, under the name {@code socket}.
 *
 * <p>{@link io.github.election4j.transport.socket.SocketTransport} is all that a program sees.
 */
module io.github.election4j.transport.socket {
  requires transitive io.github.election4j;

  exports io.github.election4j.transport.socket;

  provides io.github.election4j.spi.TransportProvider with
      io.github.election4j.transport.socket.SocketTransport;
}
