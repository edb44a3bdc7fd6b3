/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.Leadership;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.spi.ElectionPlan.UserThreads;
import io.github.election4j.wire.Configuration;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An interrupt of a task that does not return")
class InterruptsTest {

  /** A channel that waits when it is closed, as one to a disk that hangs does. */
  private static final class StuckChannel extends AbstractInterruptibleChannel {

    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    /** Blocks like a read; an interrupt closes the channel. */
    void read() {
      begin();
      boolean unused = Thread.currentThread().isInterrupted();
      Await.until("it is released", () -> release.getCount() == 0);
    }

    @Override
    protected void implCloseChannel() {
      closing.countDown();
      Await.until("it is released", () -> release.getCount() == 0);
    }
  }

  private final NodeThreads threads = new NodeThreads("a", UserThreads.VIRTUAL);
  private final Timer timer = new Timer(threads, () -> {});
  private final OrderedThread deliveries = OrderedThread.platform(threads, "delivery");
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  @DisplayName("keeps neither the thread that has seen the loss waiting, nor other tasks, nor news")
  void keepsNobodyWaiting() {
    StuckChannel channel = new StuckChannel();
    Tasks tasks = new Tasks(threads, Duration.ofHours(1), timer, deliveries, new NoReports());
    CountDownLatch running = new CountDownLatch(2);
    tasks.add(
        leadership -> {
          running.countDown();
          channel.read();
        },
        false);
    tasks.add(
        leadership -> {
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            log.add("interrupted");
          }
        },
        false);
    tasks.begin(leadership());
    Await.until("both run", () -> running.getCount() == 0);
    tasks.interrupt(1);
    log.add("the loss is seen");
    deliveries.submit(() -> log.add("the news is told"));
    Await.until("the interrupt hangs", () -> channel.closing.getCount() == 0);
    Await.until("all the rest is done", () -> log.size() == 3, () -> log);
    assertEquals(1, log.stream().filter("interrupted"::equals).count());
    channel.release.countDown();
    tasks.close();
    timer.close();
    deliveries.endAfterThese();
    Await.until("all threads have ended", () -> threads.live().isEmpty(), threads::live);
  }

  private static Leadership leadership() {
    NodeView view =
        new NodeView(
            Role.LEADER,
            1,
            Optional.empty(),
            Lease.NONE,
            new NodeView.Cluster(Configuration.NONE, Optional.empty()));
    return new NodeLeadership(new Views(view), 1);
  }

  private static final class NoReports implements TaskReports {
    @Override
    public void ended(long term) {}

    @Override
    public void overran(long term, Duration sinceInterrupt) {}

    @Override
    public void notEnded(long term) {}
  }
}
