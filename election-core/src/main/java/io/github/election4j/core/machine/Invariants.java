/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

/**
 * Checks that are always on. A broken one fails the node, never the process (design, section 3 rule
 * 9).
 */
final class Invariants {

  private Invariants() {}

  /** As {@link #check(boolean, String, Object...)}, without an array when all is well. */
  @SuppressWarnings("AnnotateFormatMethod")
  static void check(boolean holds, String message, Object detail) {
    if (!holds) {
      throw new BrokenException(message.formatted(detail));
    }
  }

  /** Likewise. */
  @SuppressWarnings("AnnotateFormatMethod")
  static void check(boolean holds, String message, Object detail, Object another) {
    if (!holds) {
      throw new BrokenException(message.formatted(detail, another));
    }
  }

  // The annotation that Error Prone wants here would be a dependency.
  @SuppressWarnings("AnnotateFormatMethod")
  static void check(boolean holds, String message, Object... details) {
    if (!holds) {
      throw new BrokenException(message.formatted(details));
    }
  }

  /**
   * An invariant does not hold: the node's own state, or what its peers say, contradicts the
   * algorithm.
   */
  static final class BrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BrokenException(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
