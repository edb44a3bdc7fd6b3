/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/** Something that was registered and can be taken back. */
public interface Registration extends AutoCloseable {

  /** Takes it back. Idempotent; never throws; may be called from within what was registered. */
  @Override
  void close();
}
