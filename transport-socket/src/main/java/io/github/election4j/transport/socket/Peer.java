/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import io.github.election4j.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A peer that is called: at most one connection, made when somebody needs it. Calls that come while
 * it is being made wait for that attempt together. Between attempts there is a pause, in which
 * calls fail at once instead of waiting.
 *
 * <p>Any thread may call; connections are made, and end, on the loop's thread. The lock is held
 * while the state changes, never while anybody is told of it.
 */
final class Peer {

  private static final String CLOSED = "the transport is closed, or the peer was removed";

  private final Member member;
  private final Dialer dialer;
  private final Suspicions suspicions;
  private final LookUp lookUp;
  private final ReentrantLock lock = new ReentrantLock();
  private final Backoff backoff;
  private PeerState state = new PeerState.Untried();
  private boolean kept;
  private Optional<Alarms.Alarm> nextAttempt = Optional.empty();

  Peer(Member member, Dialer dialer, Suspicions suspicions, LookUp lookUp) {
    this.member = member;
    this.dialer = dialer;
    this.suspicions = suspicions;
    this.lookUp = lookUp;
    this.backoff = new Backoff(dialer.patience());
  }

  String memberId() {
    return member.id();
  }

  /** Sends a request now, or when the connection is made that it needs. Does not block. */
  void send(Call call) {
    Optional<Outgoing> connection = Optional.empty();
    Optional<IOException> failure = Optional.empty();
    lock.lock();
    try {
      switch (state) {
        case PeerState.Up up -> connection = Optional.of(up.connection());
        case PeerState.Connecting connecting -> connecting.waiting().add(call);
        case PeerState.Down down when down.pausesCalls() -> failure = Optional.of(down.reason());
        case PeerState.Untried untried -> beginAttempt(List.of(call));
        case PeerState.Down down -> beginAttempt(List.of(call));
        case PeerState.Closed closed -> failure = Optional.of(closedFailure());
      }
    } finally {
      lock.unlock();
    }
    connection.ifPresent(up -> up.send(call));
    failure.ifPresent(call::fail);
  }

  /** Called with the lock held. */
  private void beginAttempt(List<Call> waiting) {
    state = new PeerState.Connecting(new ArrayList<>(waiting));
    dialer.loop().execute(this::dial);
  }

  private void dial() {
    Attempt attempt = new Attempt();
    try {
      Deadline deadline = Deadline.after(dialer.patience().connect());
      new Dial(dialer, Optional.of(member.id()), deadline, attempt).begin(member.address(), lookUp);
    } catch (RuntimeException | Error fault) {
      // Whatever it was, the peer is tried again.
      attempt.failed(Failures.of(fault));
    }
  }

  /** What comes of the attempt that is under way. */
  private final class Attempt implements Dial.Outcome {

    @Override
    public void made(Outgoing connection) {
      connection.onEnd(reason -> ended(connection, reason));
      Optional<List<Call>> waiting = becomeUp(connection);
      if (waiting.isEmpty()) {
        connection.close("the peer is not to be called any more");
        return;
      }
      suspicions.met(connection.peer(), connection.where());
      waiting.get().stream().filter(call -> !call.isOver()).forEach(connection::send);
    }

    @Override
    public void failed(IOException reason) {
      List<Call> waiting;
      boolean down;
      lock.lock();
      try {
        waiting = waiting();
        down = becomeDown(reason, backoff.failed());
      } finally {
        lock.unlock();
      }
      waiting.forEach(call -> call.fail(Failures.of(reason)));
      if (down) {
        suspicions.unreachable(member.id(), reason);
      }
    }
  }

  /** Called with the lock held. */
  private List<Call> waiting() {
    return state instanceof PeerState.Connecting connecting
        ? List.copyOf(connecting.waiting())
        : List.of();
  }

  /** The calls that waited for it; nothing if the peer was given up. */
  private Optional<List<Call>> becomeUp(Outgoing made) {
    lock.lock();
    try {
      List<Call> waiting = waiting();
      if (state instanceof PeerState.Closed) {
        return Optional.empty();
      }
      state = new PeerState.Up(made, System.nanoTime());
      return Optional.of(waiting);
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
   * Called with the lock held.
   */
  private long pauseAfter(PeerState.Up up) {
    long lasted = System.nanoTime() - up.sinceNanos();
    if (lasted < dialer.patience().longestPause().toNanos()) {
      return backoff.failed();
    }
    backoff.succeeded();
    return 0;
  }

  /** False if the peer was given up. */
  private boolean becomeDown(IOException reason, long pauseNanos) {
    lock.lock();
    try {
      if (state instanceof PeerState.Closed) {
        return false;
      }
      long shortest = dialer.patience().shortestPause().toNanos();
      becomeDown(
          new PeerState.Down(
              reason, System.nanoTime(), Math.min(pauseNanos, shortest), pauseNanos));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held. */
  private void becomeDown(PeerState.Down down) {
    state = down;
    if (kept) {
      keepConnected();
    }
  }

  /** Has a connection made now, and again whenever it is lost, though nobody calls. */
  void keep() {
    lock.lock();
    try {
      if (!kept) {
        kept = true;
        keepConnected();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Begins an attempt if it is due, or sees to it that it will be. */
  private void keepConnected() {
    lock.lock();
    try {
      switch (state) {
        case PeerState.Untried untried -> beginAttempt(List.of());
        case PeerState.Down down when down.nextAttempt().remainingNanos() <= 0 ->
            beginAttempt(List.of());
        case PeerState.Down down -> {
          nextAttempt.ifPresent(dialer.loop()::cancel);
          nextAttempt = Optional.of(dialer.loop().at(down.nextAttempt(), this::keepConnected));
        }
        // Whichever of these ends in a loss comes back here.
        case PeerState.Connecting connecting -> {}
        case PeerState.Up up -> {}
        case PeerState.Closed closed -> {}
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

  /**
   * The peer has connected to this side, so it lives: a pause ends, and a connection to an earlier
   * process of it is given up, to be made again. But that only if it was proved: whoever merely
   * says so must not be able to keep this side from its peer, and what is left of an earlier
   * process answers the next request with a reset, or with silence.
   */
  void seenAlive(Hello hello, boolean vouched) {
    Optional<Outgoing> outdated = Optional.empty();
    lock.lock();
    try {
      if (state instanceof PeerState.Down down) {
        backoff.succeeded();
        becomeDown(new PeerState.Down(down.reason(), down.sinceNanos(), 0, 0));
      } else if (state instanceof PeerState.Up up
          && vouched
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
      state = new PeerState.Closed();
    } finally {
      lock.unlock();
    }
    switch (last) {
      case PeerState.Up up -> up.connection().close(CLOSED);
      case PeerState.Connecting connecting ->
          connecting.waiting().forEach(call -> call.fail(closedFailure()));
      case PeerState.Untried untried -> {}
      case PeerState.Down down -> {}
      case PeerState.Closed closed -> {}
    }
  }

  private static IOException closedFailure() {
    return new IOException(CLOSED);
  }
}
