/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.wire.PeerReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The requests of peers that are not answered yet. A vote is answered only when it is durable, and
 * nobody waits for that. Each is answered exactly once, the last ones when the node ends.
 */
final class PeerAnswers {

  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, PeerAnswer> waiting = new ConcurrentSkipListMap<>();

  /** Takes the reply to one request, or that there is none. Both return at once. */
  interface PeerAnswer {

    void reply(PeerReply reply);

    void refuse(String reason);
  }

  /** Notes a request, and gives it a number. */
  long expect(PeerAnswer answer) {
    long number = numbers.incrementAndGet();
    waiting.put(number, answer);
    return number;
  }

  /** Answers a request. */
  void reply(long number, PeerReply reply) {
    PeerAnswer answer = waiting.remove(number);
    if (answer != null) {
      answer.reply(reply);
    }
  }

  /** Refuses those that still wait. */
  void refuseAll(String reason) {
    for (Long number : List.copyOf(waiting.keySet())) {
      PeerAnswer answer = waiting.remove(number);
      if (answer != null) {
        answer.refuse(reason);
      }
    }
  }
}
