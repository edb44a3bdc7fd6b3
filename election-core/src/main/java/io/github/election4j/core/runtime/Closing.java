/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Role;
import io.github.election4j.core.machine.Input;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of a node. It is done once, on a thread of its own that nobody interrupts, so that it is
 * complete whoever asks for it and in whatever state; those who ask wait for it, bounded.
 */
final class Closing {

  private static final Logger LOGGER = System.getLogger(CoreElectionEngine.LOGGER_NAME);

  /**
   * Of the whole time, this part is for the hand-over; the rest is for the release of resources.
   */
  private static final double HAND_OVER_PART = 0.75;

  private final MachineHost host;
  private final Runnable releaseResources;
  private final Duration timeout;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);

  /**
   * A node that is still open.
   *
   * @param host to be ended
   * @param releaseResources ends the transport and the store; never throws
   * @param timeout for all of it
   */
  Closing(MachineHost host, Runnable releaseResources, Duration timeout) {
    this.host = host;
    this.releaseResources = releaseResources;
    this.timeout = timeout;
  }

  /** Ends the node, and waits for that unless the calling thread is one that it waits for. */
  void close() {
    Deadline deadline = Deadline.in(timeout);
    if (begun.compareAndSet(false, true)) {
      Thread unused =
          Thread.ofVirtual()
              .name("election-" + host.sender().id() + "-close")
              .start(() -> end(deadline));
    }
    host.listeners().excuseCurrentThread();
    // A body must return before its node can hand over: it cannot wait here.
    if (!host.tasks().isCurrentThreadABody()) {
      awaitEnd(deadline);
    }
  }

  private void awaitEnd(Deadline deadline) {
    boolean interrupted = false;
    while (true) {
      try {
        long remaining = Math.max(0, deadline.remainingNanos());
        if (!finished.await(remaining, TimeUnit.NANOSECONDS)) {
          LOGGER.log(
              Level.WARNING,
              "{0}: close() returns after {1} ms although not everything has ended; a listener,"
                  + " a task or the storage takes longer than the close timeout",
              host.sender().id(),
              timeout.toMillis());
        }
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Deadline deadline) {
    try {
      handOver();
      if (!host.stepWithin(new Input.CloseAsked(), deadline)) {
        host.abandon();
      }
      releaseResources.run();
      host.listeners().awaitLastEvent(deadline);
    } catch (InterruptedException nobodyDoesThat) {
      LOGGER.log(Level.WARNING, "the end of a member was interrupted", nobodyDoesThat);
    } finally {
      finished.countDown();
    }
  }

  private void handOver() throws InterruptedException {
    if (host.views().current().role() != Role.LEADER) {
      return;
    }
    long nanos = (long) (timeout.toNanos() * HAND_OVER_PART);
    try {
      var ended = host.handOver(Optional.empty(), Deadline.in(Duration.ofNanos(nanos)));
      LOGGER.log(
          Level.DEBUG, () -> "%s: %s, %s".formatted(host.sender().id(), ended.outcome(), ended));
    } catch (TimeoutException late) {
      LOGGER.log(
          Level.WARNING,
          "{0}: closed without handing over, which took too long; the others elect a leader when"
              + " the lease has run out",
          host.sender().id());
    }
  }
}
