/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

/**
 * What makes a transport suspect that a peer's process is gone. It is reported for the sake of a
 * leader that has died, and heeded by every member that it was reported to: a transport that sees
 * the peer alive by another way, such as a connection in the other direction, does not report it.
 *
 * @since 0.1
 */
public enum Evidence {
  /**
   * The last connection with the peer ended or was reset; where the transport keeps peers
   * connected, another one could not be made.
   */
  CONNECTION_ENDED,
  /** The peer's address refuses connections, and there is none with the peer. */
  CONNECT_REFUSED,
  /** The peer answered with a later incarnation: the process that was known is gone. */
  NEW_INCARNATION
}
