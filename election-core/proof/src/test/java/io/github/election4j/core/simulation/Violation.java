/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Optional;

/** An invariant does not hold. Ends the run. */
public final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Invariant invariant;

  public Violation(Invariant invariant, String found) {
    super(invariant + ": " + invariant.sentence() + ". Found: " + found);
    this.invariant = invariant;
  }

  Violation(Invariant invariant, String found, Throwable cause) {
    this(invariant, found);
    initCause(cause);
  }

  /** What a run broke, if it did. */
  static Optional<Violation> of(Runnable run) {
    try {
      run.run();
      return Optional.empty();
    } catch (Violation broken) {
      return Optional.of(broken);
    }
  }

  public Invariant invariant() {
    return invariant;
  }
}
