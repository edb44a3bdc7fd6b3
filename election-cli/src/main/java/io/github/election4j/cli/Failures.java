/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import java.util.Objects;

/** Puts what went wrong into words. */
final class Failures {

  private Failures() {}

  /**
   * What went wrong, for a person.
   *
   * @param failure what was thrown
   * @return its message; if it has none, what it is
   */
  static String describe(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }
}
