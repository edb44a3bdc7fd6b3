/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

/** What makes a transport suspect that a peer's process is gone (design, section 6). */
public enum Evidence {
  /** A connection with the peer ended or was reset. */
  CONNECTION_ENDED,
  /** The peer's address refuses connections. */
  CONNECT_REFUSED,
  /** The peer answered with a later incarnation: the process that was known is gone. */
  NEW_INCARNATION
}
