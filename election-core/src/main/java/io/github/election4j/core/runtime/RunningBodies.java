/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The bodies of tasks that run, for the thread that sees a loss: it finds those that are to end
 * without a lock, whatever the thread that begins them is at.
 */
final class RunningBodies {

  private final Queue<TaskBody> running = new ConcurrentLinkedQueue<>();

  /** The tenures of this term and of earlier ones are over. */
  private final AtomicLong overUpTo = new AtomicLong(-1);

  /** Notes a body that is about to start. */
  void add(TaskBody body) {
    running.add(body);
  }

  void remove(TaskBody body) {
    running.remove(body);
  }

  /** The tenure of a term is over: returns its bodies. One that is added later finds it over. */
  List<TaskBody> tenureIsOver(long term) {
    overUpTo.accumulateAndGet(term, Math::max);
    return those(body -> body.term() == term);
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  boolean isOver(long term) {
    return term <= overUpTo.get();
  }

  List<TaskBody> those(Predicate<TaskBody> wanted) {
    return running.stream().filter(wanted).toList();
  }
}
