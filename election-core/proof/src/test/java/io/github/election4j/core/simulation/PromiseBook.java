/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks {@link Invariant#PROMISE_IS_REPORTED}: all promises that one voter made, on its clock,
 * independently of what it remembers. A promise belongs to a term, since a term has one leader:
 * what was promised to a candidate that lost passes on to the one that won.
 */
final class PromiseBook {

  private final Roster roster;
  private final int voter;
  private final List<Promise> promises = new ArrayList<>();
  private final Set<Long> releasedTerms = new HashSet<>();
  private final Set<Holder> dead = new HashSet<>();

  /**
   * A process that something is promised to.
   *
   * @param node which node it runs on
   * @param incarnation which start of that it is
   */
  record Holder(int node, long incarnation) {}

  /** What is promised to a term. */
  private static final class Promise {
    private final long term;
    private Holder holder;
    private long untilNanos;

    private Promise(long term, Holder holder, long untilNanos) {
      this.term = term;
      this.holder = holder;
      this.untilNanos = untilNanos;
    }
  }

  PromiseBook(Roster roster, int voter) {
    this.roster = roster;
    this.voter = voter;
  }

  /**
   * The voter promises the holder of a term to help nobody else until then. Within a term a promise
   * only grows; one that was void before it was sent is none.
   */
  void promised(Holder holder, long term, long nowNanos, long untilNanos) {
    if (isVoid(term, holder)) {
      return;
    }
    promises.removeIf(promise -> promise.untilNanos - nowNanos <= 0);
    for (Promise promise : promises) {
      if (promise.term == term) {
        promise.holder = holder;
        promise.untilNanos = untilNanos - promise.untilNanos > 0 ? untilNanos : promise.untilNanos;
        return;
      }
    }
    promises.add(new Promise(term, holder, untilNanos));
  }

  /** The leader of a term released what was promised to it. */
  void released(long term) {
    promises.removeIf(promise -> promise.term == term);
    releasedTerms.add(term);
  }

  /** The voter has proof that a process is dead: it acts in no term any more. */
  void died(Holder process) {
    promises.removeIf(promise -> promise.holder.equals(process));
    dead.add(process);
  }

  /** Whether a promise need not be kept: it was released, or its holder is proved to be dead. */
  boolean isVoid(long term, Holder holder) {
    return releasedTerms.contains(term) || dead.contains(holder);
  }

  /**
   * A record is durable that says how long the voter's longest promise is. After a restart that is
   * taken to be outstanding from then on, so that it must reach as far as any that is.
   */
  void stores(long longestNanos, long nowNanos) {
    for (Promise promise : promises) {
      if (promise.untilNanos - nowNanos > longestNanos) {
        throw new Violation(
            Invariant.PROMISE_IS_REMEMBERED,
            "%s stores %d ns as its longest promise, but owes %s another %d ns"
                .formatted(
                    roster.id(voter),
                    longestNanos,
                    roster.id(promise.holder.node()),
                    promise.untilNanos - nowNanos));
      }
    }
  }

  /** How much of its promises to others than a candidate remains. */
  long remainingToOthers(int candidate, long nowNanos) {
    long remaining = 0;
    for (Promise promise : promises) {
      if (promise.holder.node() != candidate) {
        remaining = Math.max(remaining, promise.untilNanos - nowNanos);
      }
    }
    return remaining;
  }

  /**
   * The voter tells a candidate how much of its promises to others remained when it was asked. What
   * it promised later it promised to somebody who waits for this candidate.
   */
  void reports(long remainingNanos, long promisedNanos) {
    if (promisedNanos > remainingNanos) {
      throw new Violation(
          Invariant.PROMISE_IS_REPORTED,
          "%s reports %d ns as remaining, but had promised others another %d ns"
              .formatted(roster.id(voter), remainingNanos, promisedNanos));
    }
  }
}
