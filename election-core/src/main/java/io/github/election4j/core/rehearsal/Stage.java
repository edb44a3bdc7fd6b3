/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.rehearsal;

import java.util.function.BooleanSupplier;

/** The process around a rehearsal, which has better things to do when it has an election. */
public interface Stage {

  /**
   * Waits until something is reached. Blocks, but not for long; for the thread of the rehearsal.
   *
   * @param reached is asked again after each {@link #look}
   * @return whether the rehearsal may go on: false if an election of the process's own begins, or
   *     if it has taken too long in all
   */
  boolean await(BooleanSupplier reached);

  /**
   * Lets the process do something else for a moment. Blocks.
   *
   * @return as {@link #await}
   */
  boolean pause();

  /** Waits, bounded, until nothing more urgent is going on in the process. Blocks. */
  void awaitCalm();

  /** Something has happened. Returns at once; for any thread. */
  void look();
}
