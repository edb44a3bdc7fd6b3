/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Hands failures from the thread that met them to the threads that waited. */
final class Failures {

  private Failures() {}

  /** A new exception with the stack of the calling thread, and what went wrong as its cause. */
  static IOException of(Throwable met) {
    Throwable cause =
        met instanceof ExecutionException ? Objects.requireNonNullElse(met.getCause(), met) : met;
    return new IOException(describe(cause), cause);
  }

  /** What went wrong, in words. */
  static String describe(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }
}
