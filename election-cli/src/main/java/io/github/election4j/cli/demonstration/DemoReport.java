/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import io.github.election4j.Member;
import io.github.election4j.cli.cluster.Chronicle.Tenure;
import io.github.election4j.cli.event.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a demonstration is shown, to a person or to a program. Used by one thread. */
public interface DemoReport {

  /**
   * A process was started.
   *
   * @param member whom it runs
   * @param pid its process id
   */
  void started(Member member, long pid);

  /**
   * Something begins, and the clock of the timeline with it.
   *
   * @param at when
   * @param title what it is
   */
  void begin(Instant at, String title);

  /**
   * A member told of an event.
   *
   * @param event what happened
   */
  void event(EventLine event);

  /**
   * A leader's process was killed.
   *
   * @param at when
   * @param victim its leadership
   */
  void killed(Instant at, Tenure victim);

  /**
   * Everybody agrees on a leader.
   *
   * @param tenure its leadership
   * @param gap how long there was none
   */
  void agreed(Tenure tenure, Duration gap);

  /** What began is over. */
  void end();

  /**
   * The demonstration is over.
   *
   * @param failovers what followed each kill
   */
  void finish(List<Failover> failovers);

  /**
   * Milliseconds as a person reads them.
   *
   * @param duration how long
   * @return for example {@code 182.3 ms}
   */
  static String milliseconds(Duration duration) {
    long tenths = Math.round(duration.toNanos() / 100_000.0);
    return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10 + " ms";
  }
}
