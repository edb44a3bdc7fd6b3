/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * Who sent a message.
 *
 * @param id the member id of the sender
 * @param incarnation grows with each start of the sender's process; a message of an earlier
 *     incarnation changes nothing
 * @param identity the identity of the sender's state directory, drawn at random when that was made
 */
public record Sender(String id, long incarnation, long identity) {

  /** Checks the bounds. */
  public Sender {
    WireLimits.requireName("sender id", id);
    WireLimits.requireRange("incarnation", incarnation, 0, Long.MAX_VALUE);
  }
}
