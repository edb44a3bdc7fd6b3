/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.concurrent.atomic.LongAdder;

/** What is counted while the transport runs. */
final class Counters {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final LongAdder refusedRequests = new LongAdder();

  void countAccepted() {
    accepted.increment();
  }

  void countTurnedAway() {
    turnedAway.increment();
  }

  void countRefusedRequest() {
    refusedRequests.increment();
  }

  long accepted() {
    return accepted.sum();
  }

  long turnedAway() {
    return turnedAway.sum();
  }

  long refusedRequests() {
    return refusedRequests.sum();
  }
}
