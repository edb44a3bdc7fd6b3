/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Only the leader can do what was asked, and this member does not lead. Ask {@link #leader()}.
 *
 * @since 0.1
 */
public final class NotLeaderException extends ElectionException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Leader> leader;

  /**
   * Made by the engine.
   *
   * @param message names the leader, if it is known; not null
   * @param leader the leader that this member knows; not null
   */
  public NotLeaderException(String message, Optional<Leader> leader) {
    super(message);
    this.leader = requireNonNull(leader, "leader");
  }

  /**
   * Whom to ask instead.
   *
   * @return the leader that this member knows; empty if it knows none, and in a copy that was
   *     serialized
   */
  public Optional<Leader> leader() {
    // A transient field is null after deserialization.
    return leader == null ? Optional.empty() : leader;
  }
}
