/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

/** Something that happens at a moment of virtual time. */
@FunctionalInterface
interface Occurrence {

  /** Lets it happen. Runs on the one thread of the simulation. */
  void happen();
}
