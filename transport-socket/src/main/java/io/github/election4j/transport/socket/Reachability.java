/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Waits until something accepts connections. A virtual thread tries, and the caller waits for it.
 */
final class Reachability {

  private static final Duration PAUSE = Duration.ofMillis(20);

  /** An attempt that is not answered is given up for a new one, which may be. */
  private static final Duration ATTEMPT = Duration.ofSeconds(1);

  private final Address address;
  private final Deadline deadline;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final IOException noneYet = new IOException("no attempt has ended");
  private final AtomicReference<IOException> lastFailure = new AtomicReference<>(noneYet);

  Reachability(Address address, Deadline deadline) {
    this.address = address;
    this.deadline = deadline;
  }

  /** As {@link SocketTransport#awaitReachable}. */
  void await() throws TimeoutException, InterruptedException {
    FutureTask<Boolean> trying = new FutureTask<>(this::tryUntilReached);
    Thread thread = Thread.ofVirtual().name("election-socket-wait-" + address).start(trying);
    try {
      boolean unused = trying.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw unreachable();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the attempts ended", failed.getCause());
    } finally {
      stopped.countDown();
      thread.interrupt();
    }
  }

  private TimeoutException unreachable() {
    IOException last = lastFailure.get();
    TimeoutException failure =
        new TimeoutException("nothing accepts connections at %s: %s".formatted(address, last));
    failure.initCause(last);
    return failure;
  }

  private boolean tryUntilReached() throws InterruptedException {
    while (!reached() && !stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
      // The pause is in the condition.
    }
    return true;
  }

  private boolean reached() throws InterruptedException {
    try {
      Deadline attempt = deadline.atMost(ATTEMPT);
      for (InetSocketAddress candidate : address.resolve(attempt)) {
        if (accepts(candidate, attempt)) {
          return true;
        }
      }
    } catch (IOException unresolved) {
      lastFailure.set(unresolved);
    } catch (OutOfMemoryError noThread) {
      // The name service is asked on a thread; there may be one for that next time.
      lastFailure.set(Failures.of(noThread));
    }
    return false;
  }

  private boolean accepts(InetSocketAddress candidate, Deadline attempt) {
    try (Socket socket = new Socket()) {
      socket.connect(candidate, attempt.remainingMillis());
      return !socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress());
    } catch (SocketTimeoutException cutShort) {
      // The last attempt ends with the time; what an earlier one was told says more.
      boolean unused = lastFailure.compareAndSet(noneYet, cutShort);
      return false;
    } catch (IOException failed) {
      lastFailure.set(failed);
      return false;
    }
  }
}
