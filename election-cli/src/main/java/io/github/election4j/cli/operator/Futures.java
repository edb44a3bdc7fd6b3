/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for values that were promised. */
public final class Futures {

  private Futures() {}

  /**
   * Waits for a computation that only fails by mistake.
   *
   * @param <T> what it gives
   * @param future the computation
   * @return its value
   * @throws InterruptedException if interrupted
   */
  static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException mistake) {
      throw new IllegalStateException(mistake.getCause());
    }
  }
}
