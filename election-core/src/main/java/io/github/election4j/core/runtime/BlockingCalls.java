/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Member;
import io.github.election4j.core.log.Log;
import io.github.election4j.spi.Transport;
import io.github.election4j.wire.PeerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls over a transport that blocks: a virtual thread for each.
 *
 * <p>The JDK has one scheduler for all virtual threads, and as many carriers for them as there are
 * processors. When the program's own block those (reading a file does) or compute on them, a
 * heartbeat waits. So a request whose virtual thread has not begun in time is made by a platform
 * thread instead, and so is each later one until a virtual thread runs again; exactly one of the
 * two makes it.
 */
final class BlockingCalls implements Calls {

  /** More than these at a time, all of them stuck in a transport, are of no use to anybody. */
  private static final int MOST_PLATFORM_THREADS = 64;

  private final NodeThreads threads;
  private final Transport transport;
  private final Timer timer;
  private final long patienceNanos;
  private final PlatformThreads instead;
  private final Queue<Thread> running = new ConcurrentLinkedQueue<>();
  private final Queue<Attempt> notBegun = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean checkIsDue = new AtomicBoolean();
  private volatile boolean schedulerIsStuck;
  private volatile boolean cancelled;

  /**
   * No requests yet.
   *
   * @param patienceNanos how long a virtual thread may take to begin
   */
  BlockingCalls(NodeThreads threads, Transport transport, Timer timer, long patienceNanos) {
    this.threads = threads;
    this.transport = transport;
    this.timer = timer;
    this.patienceNanos = patienceNanos;
    instead = new PlatformThreads(threads, "call", MOST_PLATFORM_THREADS);
  }

  @Override
  public void start(Member peer, PeerRequest request, Duration timeout, Outcome outcome) {
    if (cancelled) {
      return;
    }
    Attempt attempt = new Attempt(peer, request, timeout, outcome);
    if (schedulerIsStuck) {
      attempt.startPlatform();
      return;
    }
    attempt.startVirtual();
    notBegun.add(attempt);
    if (checkIsDue.compareAndSet(false, true)) {
      timer.after(patienceNanos, this::check);
    }
  }

  /** One check serves all requests that were sent since the last one. */
  private void check() {
    checkIsDue.set(false);
    boolean stuck = false;
    for (Attempt next = notBegun.poll(); next != null; next = notBegun.poll()) {
      if (!next.taken.get()) {
        stuck = true;
        next.startPlatform();
      }
    }
    if (stuck && !schedulerIsStuck) {
      schedulerIsStuck = true;
      // When this one runs, others do.
      threads.start(threads.virtual("probe", () -> schedulerIsStuck = false));
      Log.debug(
          () ->
              "%s: the JDK's scheduler of virtual threads does not answer in time; platform threads send instead"
                  .formatted(threads.self()));
    }
  }

  /** Interrupts all requests under way and starts no more. */
  @Override
  public void cancelAll() {
    cancelled = true;
    running.forEach(Thread::interrupt);
    instead.close();
  }

  /** One request, which a virtual thread is to make, or a platform thread in its place. */
  private final class Attempt {

    private final Member peer;
    private final PeerRequest request;
    private final Duration timeout;
    private final Outcome outcome;
    private final AtomicBoolean taken = new AtomicBoolean();

    Attempt(Member peer, PeerRequest request, Duration timeout, Outcome outcome) {
      this.peer = peer;
      this.request = request;
      this.timeout = timeout;
      this.outcome = outcome;
    }

    private void startVirtual() {
      try {
        threads.start(threads.virtual("call-" + peer.id(), this::run));
      } catch (RuntimeException | Error noThread) {
        Log.warning(threads.self() + ": no virtual thread could be had for a request", noThread);
        startPlatform();
      }
    }

    private void startPlatform() {
      if (!instead.run(this::run) && taken.compareAndSet(false, true)) {
        outcome.failed(new IOException("no thread could be had to send a request"));
      }
    }

    private void run() {
      if (!taken.compareAndSet(false, true)) {
        return;
      }
      Thread self = Thread.currentThread();
      running.add(self);
      try {
        if (cancelled) {
          return;
        }
        outcome.replied(transport.call(peer, request, timeout));
      } catch (IOException unanswered) {
        outcome.failed(unanswered);
      } catch (InterruptedException ending) {
        outcome.failed(new IOException("the member ends", ending));
      } catch (Throwable fault) {
        Log.warning(
            "%s: the transport failed to call '%s'".formatted(threads.self(), peer.id()), fault);
        outcome.failed(new IOException(fault));
      } finally {
        running.remove(self);
      }
    }
  }
}
