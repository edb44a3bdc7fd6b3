/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.util.Optional;

/** Only the leader can do what was asked, and this member does not lead. */
public final class NotLeaderException extends ElectionException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Leader> leader;

  /**
   * Made by the engine.
   *
   * @param message names the leader, if it is known
   * @param leader the leader that this member knows
   */
  public NotLeaderException(String message, Optional<Leader> leader) {
    super(message);
    this.leader = leader;
  }

  /**
   * Whom to ask instead.
   *
   * @return the leader that this member knows, or empty
   */
  public Optional<Leader> leader() {
    return leader == null ? Optional.empty() : leader;
  }
}
