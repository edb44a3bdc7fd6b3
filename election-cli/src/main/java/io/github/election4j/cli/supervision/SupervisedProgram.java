/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import io.github.election4j.cli.process.ProcessTree;
import io.github.election4j.cli.supervision.SupervisorReport.Cause;
import java.time.Duration;
import java.util.Optional;

/**
 * A program that runs under the supervisor, from its start until it and all processes below it have
 * ended. For one thread.
 */
final class SupervisedProgram {

  /** How often the processes of a program that is being ended are looked at. */
  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  private final Process process;
  private final long term;
  private final Duration grace;
  private final ProcessTree tree;
  private long leaseUntilNanos;
  private Optional<Ending> ending = Optional.empty();

  /**
   * The program is being ended.
   *
   * @param cause why
   * @param forceAtNanos from when on by force
   */
  private record Ending(Cause cause, long forceAtNanos) {}

  /**
   * A program that has just been started.
   *
   * @param process the program
   * @param term the leadership that it runs in
   * @param grace how long it may take to end when it is asked to
   * @param leaseUntilNanos until when the tenure is certain to last
   */
  SupervisedProgram(Process process, long term, Duration grace, long leaseUntilNanos) {
    this.process = process;
    this.term = term;
    this.grace = grace;
    this.leaseUntilNanos = leaseUntilNanos;
    tree = new ProcessTree(process.toHandle());
  }

  /** The leadership is certain to last until then. */
  void renew(long untilNanos) {
    leaseUntilNanos = untilNanos;
  }

  /** Asks the program and all below it to end, unless that was done before. */
  void end(Cause cause, long nowNanos) {
    if (ending.isEmpty()) {
      ending = Optional.of(new Ending(cause, nowNanos + grace.toNanos()));
    }
  }

  /**
   * Does what is due.
   *
   * @param nowNanos the time
   * @return what became of the program, or empty while it runs
   */
  Optional<SupervisorReport.Over> look(long nowNanos) {
    if (ending.isEmpty() && !process.isAlive()) {
      return Optional.of(new SupervisorReport.Ended(term, process.exitValue(), Cause.ITSELF));
    }
    if (nowNanos - leaseUntilNanos >= 0) {
      end(Cause.LEASE, nowNanos);
    }
    if (ending.isEmpty()) {
      return Optional.empty();
    }
    if (nowNanos - ending.get().forceAtNanos() >= 0) {
      tree.useForce();
    }
    boolean over = tree.look() && !process.isAlive();
    return over
        ? Optional.of(new SupervisorReport.Ended(term, process.exitValue(), ending.get().cause()))
        : Optional.empty();
  }

  /** How long it is until something may be due that no event tells of. */
  long untilNextLookNanos(long nowNanos) {
    return ending.isPresent() ? LOOK_NANOS : leaseUntilNanos - nowNanos;
  }
}
