/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.Election;
import io.github.election4j.ElectionException;

/**
 * Runs elections. {@link io.github.election4j.ElectionBuilder#start()} looks for one with {@code
 * ServiceLoader}.
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
}
