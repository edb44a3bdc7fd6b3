/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of something all connections of a transport hold together, and how much there may be.
 * Any thread may call.
 */
final class Budget {

  private final Limit limit;
  private final Limit limitOfOne;
  private final long most;
  private final long mostOfStrangers;
  private final long sureOfMember;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong heldByStrangers = new AtomicLong();

  /**
   * Nothing is held yet.
   *
   * @param limit what is exceeded when there is too much in all
   * @param limitOfOne what is exceeded when one connection has too much
   * @param most how much there may be
   * @param mostOfStrangers how much of it strangers may hold
   * @param sureOfMember how much a member's connection may hold whatever all others do, so that
   *     whoever merely says that it is a member cannot keep the members from talking
   */
  Budget(Limit limit, Limit limitOfOne, long most, long mostOfStrangers, long sureOfMember) {
    this.limit = limit;
    this.limitOfOne = limitOfOne;
    this.most = most;
    this.mostOfStrangers = mostOfStrangers;
    this.sureOfMember = sureOfMember;
  }

  /** How much is held, for tests. */
  long held() {
    return held.get();
  }

  /** A connection that holds nothing yet, of a stranger until it is known to be a member's. */
  Account open(long mostOfOne) {
    return new Account(mostOfOne);
  }

  /** What one connection holds. */
  final class Account {
    private final AtomicLong own = new AtomicLong();
    private volatile long mostOfOne;
    private volatile boolean stranger = true;

    private Account(long mostOfOne) {
      this.mostOfOne = mostOfOne;
    }

    /**
     * Takes some.
     *
     * @return what would be exceeded, and then nothing is taken
     */
    Optional<Limit> take(long amount) {
      if (!fits(own, amount, mostOfOne)) {
        return Optional.of(limitOfOne);
      }
      boolean sure = !stranger && own.get() <= sureOfMember;
      if (!fits(held, amount, sure ? Long.MAX_VALUE : most)) {
        own.addAndGet(-amount);
        return Optional.of(limit);
      }
      if (stranger && !fits(heldByStrangers, amount, mostOfStrangers)) {
        own.addAndGet(-amount);
        held.addAndGet(-amount);
        return Optional.of(limit);
      }
      return Optional.empty();
    }

    private static boolean fits(AtomicLong sum, long amount, long bound) {
      if (sum.addAndGet(amount) <= bound) {
        return true;
      }
      sum.addAndGet(-amount);
      return false;
    }

    void giveBack(long amount) {
      own.addAndGet(-amount);
      held.addAndGet(-amount);
      if (stranger) {
        heldByStrangers.addAndGet(-amount);
      }
    }

    boolean isEmpty() {
      return own.get() == 0;
    }

    /**
     * The connection has said who it is. Called while one thread alone uses it.
     *
     * @param member whether it is a member's: what it holds is no stranger's any more
     */
    void identified(boolean member, long changedMostOfOne) {
      mostOfOne = changedMostOfOne;
      if (member && stranger) {
        heldByStrangers.addAndGet(-own.get());
        stranger = false;
      }
    }
  }
}
