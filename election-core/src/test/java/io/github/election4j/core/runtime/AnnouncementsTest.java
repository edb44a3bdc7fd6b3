/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.election4j.ElectionEvent;
import io.github.election4j.ElectionEvent.LeadershipGained;
import io.github.election4j.ElectionEvent.LeadershipLost;
import io.github.election4j.ElectionEvent.Stopped;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.spi.ElectionPlan.UserThreads;
import io.github.election4j.wire.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a node announces")
class AnnouncementsTest {

  private static final long FAR = Duration.ofHours(1).toNanos();

  private final NodeThreads threads = new NodeThreads("a", UserThreads.VIRTUAL);
  private final Timer timer = new Timer(threads, () -> {});
  private final OrderedThread deliveries = OrderedThread.platform(threads, "delivery");
  private final Views views = new Views(view(Role.FOLLOWER, 0, Lease.NONE));
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Tasks tasks =
      new Tasks(threads, Duration.ofHours(1), timer, deliveries, new NoReports());
  private final Listeners listeners =
      new Listeners(threads, List.of((at, event) -> log.add("event " + event)));
  private final Announcements announcements =
      new Announcements("a", views, tasks, listeners, deliveries);

  private static final class NoReports implements TaskReports {
    @Override
    public void ended(long term) {}

    @Override
    public void overran(long term, Duration sinceInterrupt) {}

    @Override
    public void notEnded(long term) {}
  }

  private static NodeView view(Role role, long term, Lease lease) {
    return new NodeView(
        role,
        term,
        Optional.empty(),
        lease,
        new NodeView.Cluster(Configuration.NONE, Optional.empty()));
  }

  private static NodeView leading(long term) {
    long now = System.nanoTime();
    return view(Role.LEADER, term, new Lease(true, now, now + FAR));
  }

  @AfterEach
  void nothingIsLeft() {
    announcements.announce(new Stopped(9, Optional.empty()));
    timer.close();
    Await.until("all threads have ended", () -> threads.live().isEmpty(), threads::live);
  }

  private void awaitEvents(ElectionEvent... expected) {
    List<String> wanted = List.of(expected).stream().map(event -> "event " + event).toList();
    Await.until("the log is " + wanted, () -> log.equals(wanted), () -> log);
  }

  @Test
  @DisplayName(
      "of a loss: the leadership is invalid first, then the task is interrupted, then the event"
          + " comes")
  void orderOfLoss() {
    CountDownLatch runs = new CountDownLatch(1);
    tasks.add(
        leadership -> {
          log.add("valid " + leadership.isValid());
          runs.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            log.add("valid " + leadership.isValid());
          }
        },
        false);
    announcements.publish(leading(1));
    announcements.announce(new LeadershipGained(1));
    Await.until("the task runs", () -> runs.getCount() == 0 && log.size() == 2);
    announcements.publish(view(Role.LEADER, 1, Lease.NONE));
    Await.until("the task has ended", () -> log.size() == 3);
    announcements.announce(new LeadershipLost(1, "on purpose"));
    Await.until("the event has come", () -> log.size() == 4);
    assertEquals(
        List.of("valid false", "event LeadershipLost[term=1, reason=on purpose]"),
        log.subList(2, 4));
  }

  @Test
  @DisplayName("is one loss for each gain, also when the machine could not say so any more")
  void lossIsNeverDropped() {
    announcements.publish(leading(1));
    announcements.announce(new LeadershipGained(1));
    announcements.announce(new Stopped(2, Optional.of("the disk is full")));
    awaitEvents(
        new LeadershipGained(1),
        new LeadershipLost(1, "the disk is full"),
        new Stopped(2, Optional.of("the disk is full")));
  }

  @Test
  @DisplayName("is no loss without a gain, and none twice")
  void noLossWithoutGain() {
    announcements.announce(new LeadershipLost(1, "never gained"));
    announcements.announce(new LeadershipGained(2));
    announcements.announce(new LeadershipLost(2, "on purpose"));
    announcements.announce(new LeadershipLost(2, "again"));
    announcements.announce(new LeadershipGained(3));
    announcements.announce(new LeadershipLost(3, "on purpose"));
    awaitEvents(
        new LeadershipGained(2),
        new LeadershipLost(2, "on purpose"),
        new LeadershipGained(3),
        new LeadershipLost(3, "on purpose"));
  }

  @Test
  @DisplayName("says of a leadership that it is valid only in its own term and lease")
  void leadershipIsOfOneTerm() {
    NodeLeadership first = new NodeLeadership(views, 1);
    assertFalse(first.isValid());
    announcements.publish(leading(1));
    assertEquals(true, first.isValid());
    assertEquals(1, Duration.ofNanos(FAR).compareTo(first.remaining()));
    announcements.publish(leading(2));
    assertFalse(first.isValid());
    assertEquals(Duration.ZERO, first.remaining());
    long now = System.nanoTime();
    announcements.publish(view(Role.LEADER, 1, new Lease(true, now - FAR, now - 1)));
    assertFalse(first.isValid());
    assertEquals(Duration.ZERO, first.remaining());
  }
}
