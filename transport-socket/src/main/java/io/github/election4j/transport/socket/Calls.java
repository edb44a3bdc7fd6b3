/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Those that wait for an answer on one connection, by correlation id. */
final class Calls {

  private final Map<Long, Call> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastCorrelation = new AtomicLong();
  private volatile Optional<IOException> end = Optional.empty();

  /**
   * Lets a call wait for its answer.
   *
   * @return the correlation id of the request; never 0, which stands for the connection itself
   * @throws IOException if the connection has ended
   */
  long begin(Call call) throws IOException {
    long correlation = lastCorrelation.incrementAndGet();
    waiting.put(correlation, call);
    // Read after the call is in the map: end() writes, then goes through the map.
    if (end.isPresent()) {
      waiting.remove(correlation);
      throw Failures.of(end.get());
    }
    return correlation;
  }

  void forget(long correlation) {
    waiting.remove(correlation);
  }

  /** The call that a frame answers; none if it does not wait any more. */
  Optional<Call> answeredBy(Frame frame) {
    return Optional.ofNullable(waiting.remove(frame.correlation()));
  }

  /** Fails all that wait, and all that come later. */
  void end(IOException reason) {
    end = Optional.of(reason);
    List<Call> unanswered = List.copyOf(waiting.values());
    waiting.clear();
    unanswered.forEach(call -> call.fail(reason));
  }
}
