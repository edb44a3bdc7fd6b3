/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.Leadership;
import io.github.election4j.LeadershipTask;
import io.github.election4j.core.log.Log;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One run of a task, in one tenure, on a thread of its own. */
final class TaskBody {

  private final LeadershipTask task;
  private final Leadership leadership;
  private final Consumer<TaskBody> onEnd;
  private final NodeThreads threads;
  private final Thread thread;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  TaskBody(
      NodeThreads threads, LeadershipTask task, Leadership leadership, Consumer<TaskBody> onEnd) {
    this.threads = threads;
    this.task = task;
    this.leadership = leadership;
    this.onEnd = onEnd;
    thread = threads.user("task-of-term-" + leadership.term(), this::run);
  }

  void start() {
    threads.start(thread);
  }

  /** Interrupts it, once: a second interrupt would hit a task that is cleaning up. */
  void interrupt() {
    if (interrupted.compareAndSet(false, true)) {
      thread.interrupt();
    }
  }

  boolean isCurrentThread() {
    return thread.equals(Thread.currentThread());
  }

  long term() {
    return leadership.term();
  }

  private void run() {
    try {
      task.run(leadership);
    } catch (InterruptedException normalWayOut) {
      Log.debug(() -> thread.getName() + ": interrupted");
    } catch (Throwable fault) {
      // Whatever the task threw, its end must be noted, or no other body could begin.
      Log.warning(thread.getName() + ": the task failed; it is not run again in this term", fault);
    } finally {
      onEnd.accept(this);
    }
  }
}
