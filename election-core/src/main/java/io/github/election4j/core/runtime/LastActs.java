/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What is still done in the name of a leadership that is given up: by tasks that do not heed their
 * interrupt. Others wait for it until the lease has run out. But they need not wait for a process
 * that is dead, and may take one for dead at whose address nobody listens; so a member goes on
 * listening for as long (design, section 6 rule 7).
 */
final class LastActs {

  private static final long PAUSE_NANOS = 1_000_000;

  private final Views views;
  private final Tasks tasks;
  private final Duration lease;

  /**
   * Waits for nothing yet.
   *
   * @param lease how long the longest lease can last from now on, if it is not renewed
   */
  LastActs(Views views, Tasks tasks, Duration lease) {
    this.views = views;
    this.tasks = tasks;
    this.lease = lease;
  }

  /** Returns when there are none, or when the lease that they rest on must be over. */
  void await() {
    Deadline over = Deadline.in(lease);
    while (isActing() && over.remainingNanos() > 0) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  private boolean isActing() {
    return views.current().isActive(System.nanoTime()) || tasks.areRunning();
  }
}
