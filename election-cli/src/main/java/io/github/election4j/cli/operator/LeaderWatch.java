/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.Member;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at a leader again and again while it changes the members. */
final class LeaderWatch {

  private static final Duration EVERY = Duration.ofMillis(20);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  private LeaderWatch(Operator operator, Member leader, StepPrinter steps) {
    thread =
        Thread.ofVirtual()
            .name("watch-" + leader.id())
            .unstarted(() -> look(operator, leader, steps));
  }

  /**
   * Begins to look.
   *
   * @param operator who looks
   * @param leader the leader
   * @param steps is shown what the leader holds
   * @return the watch, to be ended by the caller
   */
  static LeaderWatch start(Operator operator, Member leader, StepPrinter steps) {
    LeaderWatch watch = new LeaderWatch(operator, leader, steps);
    watch.thread.start();
    return watch;
  }

  private void look(Operator operator, Member leader, StepPrinter steps) {
    try {
      while (!ended.await(EVERY.toNanos(), TimeUnit.NANOSECONDS)) {
        operator.askLeader(leader).ifPresent(steps::take);
      }
    } catch (InterruptedException enough) {
      // The answer is there.
    }
  }

  /**
   * Ends it. Nothing is shown any more when this returns.
   *
   * @throws InterruptedException if interrupted while the last look ends
   */
  void end() throws InterruptedException {
    ended.countDown();
    thread.interrupt();
    thread.join();
  }
}
