/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

@DisplayName("What a call over loopback costs")
class LoopbackCostTest {

  private static final int CALLS = 20_000;

  @Test
  @DisplayName("Each of 20,000 calls in a row gets its own reply; the time of one is reported")
  void latency(TestReporter reporter) throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      FutureTask<long[]> calls = new FutureTask<>(() -> timesOfCalls(a, b));
      Thread caller = Thread.ofVirtual().start(calls);
      long[] nanos = calls.get();
      caller.join();
      Arrays.sort(nanos);
      assertEquals(CALLS, nanos.length);
      reporter.publishEntry(
          "microseconds a call",
          "median %d, 99%% %d, longest %d"
              .formatted(
                  nanos[CALLS / 2] / 1_000,
                  nanos[CALLS / 100 * 99] / 1_000,
                  nanos[CALLS - 1] / 1_000));
    }
  }

  private static long[] timesOfCalls(Node from, Node to) throws Exception {
    long[] nanos = new long[CALLS];
    for (int round = 0; round < CALLS; round++) {
      long start = System.nanoTime();
      assertEquals(round, from.call(to.member, round));
      nanos[round] = System.nanoTime() - start;
    }
    return nanos;
  }

  @Test
  @DisplayName("A transport has one thread, and a peer costs it none")
  void threads() throws Exception {
    try (Node a = Node.serve("a");
        Node b = Node.serve("b")) {
      a.transport.peersChanged(List.of(b.member));
      b.transport.peersChanged(List.of(a.member));
      assertEquals(1, a.callUntilAnswered(b.member, 1));
      assertEquals(1, b.callUntilAnswered(a.member, 1));
      Node.awaitThat("no handler is at work", () -> a.transport.liveThreads().size() == 1);
      assertEquals(List.of("election-socket-a"), a.transport.liveThreads());
      assertEquals(3, a.transport.sockets());
    }
  }
}
