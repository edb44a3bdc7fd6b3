/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts those that are turned away and those that want too much, and logs them so that nobody can
 * fill a log: each remote host once, a few hosts a minute, and for each limit one line a minute
 * with a count.
 */
final class Strangers {

  /** So many hosts are remembered; one that comes again after as many others is logged again. */
  private static final int MAX_HOSTS = 1_024;

  private static final int HOSTS_A_PERIOD = 16;

  private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();

  private final Log log;
  private final Counters counters = new Counters();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Limit, Period> limits = new EnumMap<>(Limit.class);
  private final Period hosts = new Period(HOSTS_A_PERIOD);
  private final Set<String> logged =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MAX_HOSTS;
            }
          });

  Strangers() {
    this(Log.SHARED);
  }

  Strangers(Log log) {
    this.log = log;
  }

  Counters counters() {
    return counters;
  }

  /** Lets a few lines through in each minute. Guarded by the lock. */
  private static final class Period {
    private final int most;
    private long sinceNanos;
    private int passed;
    private long keptBack;

    Period(int most) {
      this.most = most;
    }

    /** How many were kept back before this one, if this one may pass. */
    Optional<Long> pass() {
      long now = System.nanoTime();
      if (passed > 0 && now - sinceNanos >= PERIOD_NANOS) {
        passed = 0;
      }
      if (passed >= most) {
        keptBack++;
        return Optional.empty();
      }
      if (passed == 0) {
        sinceNanos = now;
      }
      passed++;
      long before = keptBack;
      keptBack = 0;
      return Optional.of(before);
    }
  }

  /** Warns once of who can connect, however many transports are opened. */
  void warnOfListener(String warning) {
    if (warned.compareAndSet(false, true)) {
      warn(warning);
    }
  }

  /** Tells of what whoever calls this has found out once. */
  void warn(String warning) {
    log.add(Level.WARNING, () -> warning);
  }

  /** Takes note of one whose connection has ended because of what it sent. */
  void ended(String host, ProtocolException wrong) {
    if (wrong instanceof OverLimitException over) {
      overLimit(over.limit(), host, Failures.describe(over));
      if (over.limit() != Limit.IDLE_TIME) {
        counters.countTurnedAway();
      }
    } else {
      turnedAway(host, Failures.describe(wrong));
    }
  }

  /**
   * Takes note of one that was turned away.
   *
   * @param host where it is
   * @param reason what was wrong, for a person
   */
  void turnedAway(String host, String reason) {
    counters.countTurnedAway();
    Optional<Long> passes;
    lock.lock();
    try {
      passes = logged.add(host) ? hosts.pass() : Optional.empty();
    } finally {
      lock.unlock();
    }
    log.add(
        passes.isPresent() ? Level.WARNING : Level.DEBUG,
        () ->
            "Connection with %s ended: %s%s"
                .formatted(
                    host,
                    reason,
                    passes
                        .map(before -> " (logged once for each host)" + others(before))
                        .orElse("")));
  }

  /**
   * Takes note of one that wanted more than there is for it.
   *
   * @param limit of what
   * @param host where it is
   * @param reason what it was told, or would have been
   */
  void overLimit(Limit limit, String host, String reason) {
    counters.countOverLimit(limit);
    Optional<Long> passes;
    lock.lock();
    try {
      // Whoever has nothing more to say does no wrong.
      passes =
          limit == Limit.IDLE_TIME
              ? Optional.empty()
              : limits.computeIfAbsent(limit, absent -> new Period(1)).pass();
    } finally {
      lock.unlock();
    }
    log.add(
        passes.isPresent() ? Level.WARNING : Level.DEBUG,
        () ->
            "Limit '%s' kept %s out: %s%s"
                .formatted(
                    limit.counter(),
                    host,
                    reason,
                    passes.map(before -> " (logged once a minute)" + others(before)).orElse("")));
  }

  private static String others(long count) {
    return count == 0 ? "" : "; %d more since the last such line".formatted(count);
  }
}
