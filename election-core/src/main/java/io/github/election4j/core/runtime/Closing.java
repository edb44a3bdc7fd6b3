/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Role;
import io.github.election4j.core.log.Log;
import io.github.election4j.core.machine.Input;
import java.time.Duration;
import java.util.List;
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

  /** Of the whole time, this part is for the hand-over; the rest is to release what is held. */
  private static final double HAND_OVER_PART = 0.75;

  /** By then the machine must have taken its end in, or the node ends without it. */
  private static final double MACHINE_PART = 0.85;

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
    host.threads().excuseCurrent();
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
        boolean unused = finished.await(remaining, TimeUnit.NANOSECONDS);
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
    Deadline handOver = part(HAND_OVER_PART);
    Deadline machine = part(MACHINE_PART);
    try {
      handOver(handOver);
      if (!host.stepWithin(new Input.CloseAsked(), machine)) {
        Log.warning(
            "%s: closed while its storage did not answer; what it was about to write may or may not be there at the next start, either is safe"
                .formatted(host.sender().id()));
        host.abandon();
      }
      releaseResources.run();
      awaitThreads(deadline);
    } catch (InterruptedException nobodyDoesThat) {
      Log.warning("the end of a member was interrupted", nobodyDoesThat);
    } finally {
      finished.countDown();
    }
  }

  /** Everybody was told to end by now; what does not is most likely code of the user's. */
  private void awaitThreads(Deadline deadline) throws InterruptedException {
    List<Thread> left = host.threads().awaitEnd(deadline);
    if (!left.isEmpty()) {
      Log.warning(
          "%s: closed, but left behind after %d ms, interrupted: %s; listeners and tasks should return sooner, or the close timeout be longer"
              .formatted(
                  host.sender().id(),
                  timeout.toMillis(),
                  left.stream().map(Thread::getName).toList()));
      left.forEach(Thread::interrupt);
    }
  }

  private Deadline part(double part) {
    return Deadline.in(Duration.ofNanos((long) (timeout.toNanos() * part)));
  }

  private void handOver(Deadline deadline) throws InterruptedException {
    if (host.views().current().role() != Role.LEADER) {
      return;
    }
    try {
      var ended = host.handOver(Optional.empty(), deadline);
      Log.debug(() -> "%s: %s, %s".formatted(host.sender().id(), ended.outcome(), ended));
    } catch (TimeoutException late) {
      Log.warning(
          "%s: closed without handing over, which took too long; the others elect a leader when the lease has run out"
              .formatted(host.sender().id()));
    }
  }
}
