/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Role;
import io.github.election4j.core.log.Log;
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

  /** Longer is not worth waiting for a log that takes no lines. */
  private static final Duration LOG_PATIENCE = Duration.ofMillis(100);

  private final MachineHost host;
  private final Runnable closeTransport;
  private final Duration timeout;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);

  /**
   * A node that is still open.
   *
   * @param host to be ended
   * @param closeTransport ends the transport; never throws
   * @param timeout for all of it
   */
  Closing(MachineHost host, Runnable closeTransport, Duration timeout) {
    this.host = host;
    this.closeTransport = closeTransport;
    this.timeout = timeout;
  }

  /** Ends the node, and waits for that unless the calling thread is one that it waits for. */
  void close() {
    Deadline deadline = Deadline.in(timeout);
    if (begun.compareAndSet(false, true)) {
      begin(deadline);
    }
    host.threads().excuseCurrent();
    // A body must return before its node can hand over: it cannot wait here.
    if (!host.tasks().isCurrentThreadABody()) {
      awaitEnd(deadline);
    }
  }

  private void begin(Deadline deadline) {
    try {
      Thread unused =
          Thread.ofPlatform()
              .daemon()
              .name("election-" + host.self() + "-close")
              .start(() -> end(deadline));
    } catch (RuntimeException | Error noThread) {
      Log.warning(host.self() + ": no thread could be had to close it: done at once", noThread);
      end(deadline);
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
      if (!host.close(machine)) {
        Log.warning(
            "%s: closed although a step of its did not end, a fault of its transport; what it was about to do may be done or not, either is safe"
                .formatted(host.self()));
        host.abandon();
      }
      host.awaitLastActs();
      closeTransport.run();
      awaitThreads(deadline);
    } catch (InterruptedException nobodyDoesThat) {
      Log.warning("the end of a member was interrupted", nobodyDoesThat);
    } catch (RuntimeException | Error fault) {
      Log.warning(host.self() + ": a fault at its end", fault);
      host.abandon();
    } finally {
      boolean unused = Log.flush(LOG_PATIENCE);
      finished.countDown();
    }
  }

  /** Everybody was told to end by now; what does not is most likely code of the user's. */
  private void awaitThreads(Deadline deadline) throws InterruptedException {
    List<Thread> left = host.threads().awaitEnd(deadline);
    if (!left.isEmpty()) {
      Log.warning(
          "%s: closed, but left behind after %d ms: %s; listeners and tasks should return sooner, or the close timeout be longer; where the store is left, see to the disk"
              .formatted(
                  host.self(), timeout.toMillis(), left.stream().map(Thread::getName).toList()));
      // Not those of the runtime itself: an interrupt would close the store's file under its hands.
      left.stream().filter(Thread::isVirtual).forEach(Thread::interrupt);
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
      Log.debug(() -> "%s: %s, %s".formatted(host.self(), ended.outcome(), ended));
    } catch (TimeoutException late) {
      Log.warning(
          "%s: closed without handing over, which took too long; the others elect a leader when the lease has run out"
              .formatted(host.self()));
    }
  }
}
