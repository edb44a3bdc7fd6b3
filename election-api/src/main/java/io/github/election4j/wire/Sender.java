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
 * @param priority the priority that the sender was started with; a founder's own word counts until
 *     a configuration records it
 * @since 0.1
 */
public record Sender(String id, long incarnation, long identity, int priority) {

  /** The priority of a sender for which none was chosen. */
  public static final int DEFAULT_PRIORITY = 1;

  /** Checks the bounds. */
  public Sender {
    WireLimits.requireName("sender id", id);
    WireLimits.requireRange("incarnation", incarnation, 0, Long.MAX_VALUE);
    WireLimits.requireRange("priority", priority, 0, WireLimits.MAX_PRIORITY);
  }

  /**
   * A sender of default priority.
   *
   * @param id the member id of the sender
   * @param incarnation grows with each start of the sender's process
   * @param identity the identity of the sender's state directory
   */
  public Sender(String id, long incarnation, long identity) {
    this(id, incarnation, identity, DEFAULT_PRIORITY);
  }
}
