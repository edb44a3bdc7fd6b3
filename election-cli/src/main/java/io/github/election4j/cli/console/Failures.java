/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.Objects;

/** Puts what went wrong into words. */
public final class Failures {

  private Failures() {}

  /**
   * What went wrong, for a person.
   *
   * @param failure what was thrown
   * @return its message; if it has none, what it is
   */
  public static String describe(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }
}
