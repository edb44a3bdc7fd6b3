/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Instant;

/**
 * Is told of events, one after another in the order in which they happened, on a virtual thread of
 * its own and never under a lock of the library. It may block (only its own later events wait) and
 * may call any method of {@link Election}, {@code close()} included. An exception is logged and the
 * next event follows.
 */
@FunctionalInterface
public interface ElectionListener {

  /**
   * Takes an event.
   *
   * @param at when it happened, by this machine's wall clock; for a person to read, not to compare
   * @param event what happened
   * @throws Exception is logged and otherwise ignored
   */
  void onEvent(Instant at, ElectionEvent event) throws Exception;
}
