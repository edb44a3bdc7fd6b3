/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.Election;
import io.github.election4j.ElectionException;
import io.github.election4j.Recovered;

/**
 * Runs elections. {@link io.github.election4j.ElectionBuilder#start()} looks for one with {@code
 * ServiceLoader}.
 *
 * @since 0.1
 */
public interface ElectionEngine {

  /**
   * Starts a member. Blocks until its record is read and its address is taken, not until there is a
   * leader.
   *
   * @param plan checked by the builder; not null
   * @return a running member; never null
   * @throws ElectionException if it cannot start; nothing is left open
   */
  Election start(ElectionPlan plan) throws ElectionException;

  /**
   * Replaces the members in the state directory of a member that is not running, for a cluster that
   * has lost its majority for good. Blocks for as long as the disk takes.
   *
   * @param plan checked by the caller; not null
   * @return what is in force now
   * @throws ElectionException if the directory is in use, holds no record, does not belong to one
   *     of the members, or cannot be read or written; nothing was changed then
   */
  Recovered recover(RecoveryPlan plan) throws ElectionException;
}
