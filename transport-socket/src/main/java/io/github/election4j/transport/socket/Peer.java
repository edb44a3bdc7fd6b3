/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import io.github.election4j.wire.Reply;
import io.github.election4j.wire.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A peer that is called: at most one connection, made by a thread of its own when somebody needs
 * it. Those who call wait for that attempt together. Between attempts there is a pause, in which
 * calls fail at once instead of waiting.
 */
final class Peer {

  private final Member member;
  private final Dialer dialer;
  private final OwnThreads threads;
  private final Suspicions suspicions;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Backoff backoff;
  private PeerState state = new PeerState.Untried();
  private boolean kept;

  Peer(Member member, Dialer dialer, OwnThreads threads, Suspicions suspicions) {
    this.member = member;
    this.dialer = dialer;
    this.threads = threads;
    this.suspicions = suspicions;
    this.backoff = new Backoff(dialer.options().patience());
  }

  String memberId() {
    return member.id();
  }

  /** As {@code Transport.call}. */
  Reply call(Request request, Deadline deadline) throws IOException, InterruptedException {
    try {
      return connection(deadline).call(request, deadline);
    } catch (IOException failed) {
      throw new IOException(
          "call of member '%s' at %s failed: %s"
              .formatted(member.id(), member.address(), Failures.describe(failed)),
          failed);
    }
  }

  private Outgoing connection(Deadline deadline) throws IOException, InterruptedException {
    CompletableFuture<Outgoing> attempt;
    lock.lockInterruptibly();
    try {
      switch (state) {
        case PeerState.Up up -> {
          return up.connection();
        }
        case PeerState.Connecting connecting -> attempt = connecting.attempt();
        case PeerState.Down down when down.pausesCalls() -> throw Failures.of(down.reason());
        case PeerState.Untried untried -> attempt = beginAttempt();
        case PeerState.Down down -> attempt = beginAttempt();
        case PeerState.Closed closed -> throw closedFailure();
      }
    } finally {
      lock.unlock();
    }
    return await(attempt, deadline);
  }

  private static Outgoing await(CompletableFuture<Outgoing> attempt, Deadline deadline)
      throws IOException, InterruptedException {
    try {
      return attempt.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("the connection could not be made in time");
    } catch (ExecutionException failed) {
      throw Failures.of(failed);
    }
  }

  /** Called with the lock held. */
  private CompletableFuture<Outgoing> beginAttempt() throws IOException {
    CompletableFuture<Outgoing> attempt = new CompletableFuture<>();
    if (!threads.start("to-" + member.id(), () -> connectAndRead(attempt))) {
      throw closedFailure();
    }
    state = new PeerState.Connecting(attempt);
    return attempt;
  }

  private void attemptNow() throws IOException {
    CompletableFuture<Outgoing> unused = beginAttempt();
  }

  /** The life of one connection, from the attempt to its end. */
  private void connectAndRead(CompletableFuture<Outgoing> attempt) {
    Outgoing made;
    try {
      Deadline deadline = Deadline.after(dialer.options().patience().connect());
      made = dialer.dial(member.address(), Optional.of(member.id()), deadline);
    } catch (IOException failed) {
      if (notMade(attempt, failed)) {
        suspicions.unreachable(member.id(), failed instanceof ConnectException);
      }
      return;
    } catch (InterruptedException | RuntimeException failed) {
      // The transport ends; or there is a fault here, which must not leave callers waiting.
      boolean unused = notMade(attempt, Failures.of(failed));
      return;
    }
    if (!becomeUp(made)) {
      made.close("the peer is not to be called any more");
      attempt.completeExceptionally(closedFailure());
      return;
    }
    suspicions.met(made.peer());
    attempt.complete(made);
    ended(made, made.run(threads));
  }

  /** Whether it matters: false if the peer was given up meanwhile. */
  private boolean notMade(CompletableFuture<Outgoing> attempt, IOException failure) {
    boolean down = becomeDown(failure, backoffPause());
    attempt.completeExceptionally(failure);
    return down;
  }

  private boolean becomeUp(Outgoing made) {
    lock.lock();
    try {
      if (state instanceof PeerState.Closed) {
        return false;
      }
      become(new PeerState.Up(made, System.nanoTime()));
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void ended(Outgoing connection, IOException reason) {
    lock.lock();
    try {
      if (state instanceof PeerState.Up up && up.connection() == connection) {
        boolean unused = becomeDown(reason, pauseAfter(up));
      }
    } finally {
      lock.unlock();
    }
    if (!connection.closedByThisSide()) {
      suspicions.ended(member.id(), isKept());
    }
  }

  /**
   * After a connection that lasted, a call may try again at once: the peer may be back already. One
   * that ended soon counts as a failed attempt, or two that disagree would connect without end.
   */
  private long pauseAfter(PeerState.Up up) {
    long lasted = System.nanoTime() - up.sinceNanos();
    if (lasted < dialer.options().patience().longestPause().toNanos()) {
      return backoffPause();
    }
    backoff.succeeded();
    return 0;
  }

  private long backoffPause() {
    lock.lock();
    try {
      return backoff.failed();
    } finally {
      lock.unlock();
    }
  }

  /** False if the peer was given up. */
  private boolean becomeDown(IOException reason, long pauseNanos) {
    lock.lock();
    try {
      if (state instanceof PeerState.Closed) {
        return false;
      }
      long shortest = dialer.options().patience().shortestPause().toNanos();
      become(
          new PeerState.Down(
              reason, System.nanoTime(), Math.min(pauseNanos, shortest), pauseNanos));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held: all changes but the start of an attempt. */
  private void become(PeerState next) {
    state = next;
    changed.signalAll();
  }

  /** Has a connection made now, and again whenever it is lost, though nobody calls. */
  void keep() {
    lock.lock();
    try {
      if (!kept && !(state instanceof PeerState.Closed)) {
        kept = threads.start("keep-" + member.id(), this::keepConnected);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a connection that is lost is made again without a call. */
  boolean isKept() {
    lock.lock();
    try {
      return kept;
    } finally {
      lock.unlock();
    }
  }

  boolean isUp() {
    lock.lock();
    try {
      return state instanceof PeerState.Up;
    } finally {
      lock.unlock();
    }
  }

  private void keepConnected() {
    lock.lock();
    try {
      while (!(state instanceof PeerState.Closed)) {
        switch (state) {
          case PeerState.Untried untried -> attemptNow();
          case PeerState.Down down -> {
            long left = down.untilAttemptNanos();
            if (left <= 0) {
              attemptNow();
            } else {
              long unused = changed.awaitNanos(left);
            }
          }
          case PeerState.Connecting connecting -> changed.await();
          case PeerState.Up up -> changed.await();
          case PeerState.Closed closed -> {}
        }
      }
    } catch (InterruptedException | IOException closing) {
      // The transport ends, and this with it.
      return;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The peer has connected to this side, so it lives: a pause ends, and a connection to an earlier
   * process of it is given up.
   */
  void seenAlive(Hello hello) {
    Optional<Outgoing> outdated = Optional.empty();
    lock.lock();
    try {
      if (state instanceof PeerState.Down down) {
        backoff.succeeded();
        become(new PeerState.Down(down.reason(), down.sinceNanos(), 0, 0));
      } else if (state instanceof PeerState.Up up
          && up.connection().peer().incarnation() < hello.incarnation()) {
        outdated = Optional.of(up.connection());
      }
    } finally {
      lock.unlock();
    }
    outdated.ifPresent(connection -> connection.close("the peer has been started anew"));
  }

  /** Gives the peer up for good: all calls fail, now and later. Does not block. */
  void close() {
    PeerState last;
    lock.lock();
    try {
      last = state;
      become(new PeerState.Closed());
    } finally {
      lock.unlock();
    }
    switch (last) {
      case PeerState.Up up ->
          up.connection().close("the transport is closed, or the peer was removed");
      case PeerState.Connecting connecting ->
          connecting.attempt().completeExceptionally(closedFailure());
      case PeerState.Untried untried -> {}
      case PeerState.Down down -> {}
      case PeerState.Closed closed -> {}
    }
  }

  private static IOException closedFailure() {
    return new IOException("the transport is closed, or the peer was removed");
  }
}
