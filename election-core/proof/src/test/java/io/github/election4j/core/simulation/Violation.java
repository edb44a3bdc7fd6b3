/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

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

  public Invariant invariant() {
    return invariant;
  }
}
