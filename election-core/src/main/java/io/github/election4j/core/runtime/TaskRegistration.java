/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leadership;
import io.github.election4j.LeadershipTask;
import java.util.Optional;

/**
 * A task that was registered, and its body while one runs. Used by the delivery thread alone, but
 * for {@link #close} and {@link #body}.
 */
final class TaskRegistration {

  private final LeadershipTask task;
  private final boolean onlyOnce;
  private volatile boolean closed;
  private boolean begunBefore;
  private long lastTerm;
  private volatile Optional<TaskBody> body = Optional.empty();

  TaskRegistration(LeadershipTask task, boolean onlyOnce) {
    this.task = task;
    this.onlyOnce = onlyOnce;
  }

  LeadershipTask task() {
    return task;
  }

  Optional<TaskBody> body() {
    return body;
  }

  /**
   * Whether a body may begin in a tenure: not a second one in the same term, and not while the one
   * of an earlier term goes on.
   */
  boolean mayBegin(Leadership leadership) {
    boolean usedUp = begunBefore && (onlyOnce || leadership.term() <= lastTerm);
    return !closed && !usedUp && body.isEmpty();
  }

  void begun(TaskBody newBody) {
    begunBefore = true;
    lastTerm = newBody.term();
    body = Optional.of(newBody);
  }

  void bodyEnded() {
    body = Optional.empty();
  }

  /** Lets no further body begin. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether nothing will come of it any more. */
  boolean isSpent() {
    return body.isEmpty() && (closed || (onlyOnce && begunBefore));
  }
}
