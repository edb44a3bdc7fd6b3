/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Who waits for the end of which bodies, and whose grace is over. A lease is released when no body
 * of its term runs <em>nor of an earlier one</em>: a member may lead again while a body of its last
 * tenure goes on. Used by the delivery thread alone.
 */
final class TaskEndings {

  private final TaskReports reports;
  private final Map<Long, Ending> endings = new HashMap<>();
  private OptionalLong awaited = OptionalLong.empty();

  /** The bodies of a term were interrupted; their grace runs, or is over. */
  private record Ending(long sinceNanos, boolean overran) {}

  TaskEndings(TaskReports reports) {
    this.reports = reports;
  }

  /** The bodies of a term have been interrupted, and go on. */
  void begin(long term, long sinceNanos) {
    endings.put(term, new Ending(sinceNanos, false));
  }

  /** Asks to be told when no body of a term, or of an earlier one, runs any more. */
  void await(long term, LongPredicate runsUpTo) {
    boolean tooLate =
        endings.entrySet().stream()
            .anyMatch(entry -> entry.getKey() <= term && entry.getValue().overran());
    if (!runsUpTo.test(term)) {
      reports.ended(term);
    } else if (tooLate) {
      reports.notEnded(term);
    } else {
      awaited = OptionalLong.of(term);
    }
  }

  /** The last body of a term has ended. */
  void ended(long term, LongPredicate runsUpTo) {
    endings.remove(term);
    if (awaited.isPresent() && !runsUpTo.test(awaited.getAsLong())) {
      long told = awaited.getAsLong();
      awaited = OptionalLong.empty();
      reports.ended(told);
    }
  }

  /** The grace of a term's bodies is over; nothing happens if they have ended. */
  void graceIsOver(long term) {
    Ending ending = endings.get(term);
    if (ending == null) {
      return;
    }
    endings.put(term, new Ending(ending.sinceNanos(), true));
    reports.overran(term, Duration.ofNanos(System.nanoTime() - ending.sinceNanos()));
    if (awaited.isPresent() && term <= awaited.getAsLong()) {
      long told = awaited.getAsLong();
      awaited = OptionalLong.empty();
      reports.notEnded(told);
    }
  }
}
