/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Instant;

/**
 * Is told of events, one after another in the order in which they happened, on a virtual thread of
 * its own and never under a lock of the library. It may block, for which only its own later events
 * wait, and may call any method of {@link Election}, {@code close()} included. An exception is
 * logged and the next event follows.
 *
 * <p>An event is news of what was, not a permission to act: by the time it is delivered things may
 * have changed. To act as the leader, use {@link Election#whileLeader}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ElectionListener {

  /**
   * Takes an event.
   *
   * @param at when it happened, by this machine's wall clock; for a person to read, not to compare;
   *     never null
   * @param event what happened; never null
   * @throws Exception is logged and otherwise ignored
   */
  void onEvent(Instant at, ElectionEvent event) throws Exception;
}
