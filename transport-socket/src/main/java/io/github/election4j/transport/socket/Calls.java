/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Those who wait for an answer on one connection, by correlation id. */
final class Calls {

  private final Map<Long, CompletableFuture<Frame>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastCorrelation = new AtomicLong();
  private volatile Optional<IOException> end = Optional.empty();

  /**
   * Lets an answer be waited for.
   *
   * @return the correlation id of the request; never 0, which stands for the connection itself
   * @throws IOException if the connection has ended
   */
  long begin(CompletableFuture<Frame> answer) throws IOException {
    long correlation = lastCorrelation.incrementAndGet();
    waiting.put(correlation, answer);
    // Read after the answer is in the map: end() writes, then goes through the map.
    if (end.isPresent()) {
      waiting.remove(correlation);
      throw Failures.of(end.get());
    }
    return correlation;
  }

  void forget(long correlation) {
    waiting.remove(correlation);
  }

  /** An answer that nobody waits for any more is dropped. */
  void complete(Frame frame) {
    CompletableFuture<Frame> answer = waiting.remove(frame.correlation());
    if (answer != null) {
      answer.complete(frame);
    }
  }

  /** Fails all that wait, and all that come later. */
  void end(IOException reason) {
    end = Optional.of(reason);
    waiting.values().forEach(answer -> answer.completeExceptionally(reason));
    waiting.clear();
  }
}
