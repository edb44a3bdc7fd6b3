/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What is counted while the transport runs. */
final class Counters {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final LongAdder refusedRequests = new LongAdder();
  private final Map<Limit, LongAdder> overLimit = new EnumMap<>(Limit.class);

  Counters() {
    for (Limit limit : Limit.values()) {
      overLimit.put(limit, new LongAdder());
    }
  }

  private LongAdder adder(Limit limit) {
    return Objects.requireNonNull(overLimit.get(limit));
  }

  void countAccepted() {
    accepted.increment();
  }

  void countTurnedAway() {
    turnedAway.increment();
  }

  void countRefusedRequest() {
    refusedRequests.increment();
  }

  void countOverLimit(Limit limit) {
    adder(limit).increment();
  }

  long overLimit(Limit limit) {
    return adder(limit).sum();
  }

  /** All of them by the names under which they are documented, in the same order each time. */
  Map<String, Long> toMap() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("connections-accepted", accepted());
    counts.put("connections-turned-away", turnedAway());
    counts.put("requests-refused", refusedRequests());
    for (Limit limit : Limit.values()) {
      counts.put("over-limit-" + limit.counter(), overLimit(limit));
    }
    return Collections.unmodifiableMap(counts);
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
