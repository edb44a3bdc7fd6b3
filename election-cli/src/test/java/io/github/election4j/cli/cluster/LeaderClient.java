/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import io.github.election4j.transport.socket.SocketTransport;
import io.github.election4j.wire.ControlReply.StatusReply;
import io.github.election4j.wire.ControlRequest.StatusRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks members who leads, one after another, without a pause. Since each answer is there before the
 * next question is asked, the claims to lead actively must come in the order of their terms: one
 * that comes later for an earlier term would be a second leader.
 */
final class LeaderClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /**
   * Claims in a row of one leader in one term.
   *
   * @param leader the member that said that it leads actively
   * @param term its term
   * @param firstNanos when it had said so for the first time
   * @param lastNanos when it had said so for the last time
   */
  record Claims(String leader, long term, long firstNanos, long lastNanos) {

    boolean isOf(StatusReply reply) {
      return leader.equals(reply.sender().id()) && term == reply.term();
    }

    Claims until(long nanos) {
      return new Claims(leader, term, firstNanos, nanos);
    }
  }

  private final List<String> addresses;
  private final List<Claims> claims = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private final AtomicLong questions = new AtomicLong();

  private LeaderClient(List<String> addresses) {
    this.addresses = addresses;
    thread = Thread.ofPlatform().daemon().name("leader-client").unstarted(this::askOn);
  }

  static LeaderClient start(List<String> addresses) {
    LeaderClient client = new LeaderClient(List.copyOf(addresses));
    client.thread.start();
    return client;
  }

  private void askOn() {
    try {
      for (int turn = 0; !closed; turn = (turn + 1) % addresses.size()) {
        ask(addresses.get(turn));
      }
    } catch (InterruptedException enough) {
      return;
    }
  }

  private void ask(String address) throws InterruptedException {
    long unused = questions.incrementAndGet();
    try {
      if (SocketTransport.ask(address, "default", new StatusRequest(), TIMEOUT)
              instanceof StatusReply reply
          && reply.active()) {
        take(reply, System.nanoTime());
      }
    } catch (IOException notThere) {
      // It is not started yet, or has ended.
    }
  }

  private void take(StatusReply reply, long nowNanos) {
    int last = claims.size() - 1;
    if (last >= 0 && claims.get(last).isOf(reply)) {
      claims.set(last, claims.get(last).until(nowNanos));
    } else {
      claims.add(new Claims(reply.sender().id(), reply.term(), nowNanos, nowNanos));
    }
  }

  long questions() {
    return questions.get();
  }

  /** What it was told, in the order in which it was told; fails if that cannot be. */
  List<Claims> consistentClaims() {
    List<Claims> all = List.copyOf(claims);
    for (int i = 1; i < all.size(); i++) {
      Claims before = all.get(i - 1);
      Claims after = all.get(i);
      if (after.term() <= before.term()) {
        throw new AssertionError("two leaders: " + before + " and " + after);
      }
    }
    return all;
  }

  /** Waits until it was told that somebody leads in a term, or in a later one. */
  void awaitTerm(long term) {
    long start = System.nanoTime();
    while (claims.isEmpty() || claims.getLast().term() < term) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
        throw new AssertionError("nobody says that it leads term " + term + ": " + claims);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
