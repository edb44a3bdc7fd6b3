/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import io.github.election4j.cli.process.GatedProgram;
import io.github.election4j.cli.process.ProgramProcesses;
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

  /** The same, once it was said that it cannot be ended. */
  private static final long LATER_LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** How long what was sent SIGKILL may take to be gone before it is said that it is not. */
  static final Duration AFTER_FORCE = Duration.ofMillis(750);

  private final Process process;
  private final long term;
  private final Duration grace;
  private final ProgramProcesses processes;
  private long leaseUntilNanos;
  private boolean saidToGoOn;
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
   * @param program the program
   * @param term the leadership that it runs in
   * @param grace how long it may take to end when it is asked to
   * @param leaseUntilNanos until when the tenure is certain to last
   */
  SupervisedProgram(GatedProgram program, long term, Duration grace, long leaseUntilNanos) {
    process = program.process();
    processes = program.processes();
    this.term = term;
    this.grace = grace;
    this.leaseUntilNanos = leaseUntilNanos;
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
   * Does what is due. A program that ends by itself may leave processes behind: they are ended.
   *
   * @param nowNanos the time
   * @return what became of the program, or empty if there is nothing new
   */
  Optional<SupervisorReport> look(long nowNanos) {
    if (!process.isAlive()) {
      end(Cause.ITSELF, nowNanos);
    }
    if (nowNanos - leaseUntilNanos >= 0) {
      end(Cause.LEASE, nowNanos);
    }
    if (ending.isEmpty()) {
      return Optional.empty();
    }
    long forcedForNanos = nowNanos - ending.get().forceAtNanos();
    if (forcedForNanos >= 0) {
      processes.useForce();
    }
    if (processes.look() && !process.isAlive()) {
      return Optional.of(
          new SupervisorReport.Ended(term, process.exitValue(), ending.get().cause()));
    }
    if (forcedForNanos < AFTER_FORCE.toNanos() || saidToGoOn) {
      return Optional.empty();
    }
    saidToGoOn = true;
    return Optional.of(new SupervisorReport.GoesOn(term, processes.describeRest()));
  }

  /** How long it is until something may be due that no event tells of. */
  long untilNextLookNanos(long nowNanos) {
    if (ending.isEmpty()) {
      return leaseUntilNanos - nowNanos;
    }
    return saidToGoOn ? LATER_LOOK_NANOS : LOOK_NANOS;
  }
}
