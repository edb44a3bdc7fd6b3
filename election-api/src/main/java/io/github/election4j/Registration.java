/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/**
 * Something that was registered with an {@link Election} and can be taken back.
 *
 * @since 0.1
 */
public interface Registration extends AutoCloseable {

  /**
   * Takes it back. Returns at once: what runs at that moment is not waited for. Idempotent; never
   * throws; may be called from any thread, from within what was registered, and after the election
   * was closed.
   */
  @Override
  void close();
}
