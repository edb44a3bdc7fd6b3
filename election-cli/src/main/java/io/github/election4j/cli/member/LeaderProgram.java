/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import io.github.election4j.Election;
import io.github.election4j.Leader;
import io.github.election4j.Leadership;
import io.github.election4j.LeadershipTask;
import io.github.election4j.NotLeaderException;
import io.github.election4j.Registration;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import io.github.election4j.cli.event.EventLine;
import io.github.election4j.cli.supervision.ProgramPlan;
import io.github.election4j.cli.supervision.SupervisorProcess;
import io.github.election4j.cli.supervision.SupervisorReport;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a program while the member is the active leader. The task of a leadership returns only when
 * the program is dead, so that nothing is released before.
 */
final class LeaderProgram implements LeadershipTask, AutoCloseable {

  /**
   * A program that ends as soon as it was started would pass the leadership around among the
   * members without end: none is handed over sooner than this after its program was started.
   */
  private static final Duration LEAST_TENURE = Duration.ofSeconds(1);

  /**
   * Of what is left of the lease, this part passes before the supervisor is told that it goes on.
   */
  private static final int RENEWALS_PER_LEASE = 4;

  /** Longer than a lease lasts by default, and nothing depends on it. */
  private static final Duration HAND_OVER_TIMEOUT = Duration.ofSeconds(10);

  private static final Executor VIRTUAL_THREADS =
      task -> Thread.ofVirtual().name("hand-over").start(task);

  /**
   * The status of a member whose program could not be ended. Not 3: with that a Java that is out of
   * memory ends, and whoever starts such a process again must not do so beside that program.
   */
  static final int EXIT_PROGRAM_GOES_ON = 4;

  private final ProgramPlan plan;
  private final Terminal terminal;
  private final SupervisorProcess supervisor;
  private final CompletableFuture<Election> election = new CompletableFuture<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private LeaderProgram(ProgramPlan plan, Terminal terminal, SupervisorProcess supervisor) {
    this.plan = plan;
    this.terminal = terminal;
    this.supervisor = supervisor;
    var unused = supervisor.lost().thenAccept(this::onSupervisorLost);
    var unusedToo = supervisor.goesOn().thenAccept(this::onProgramGoesOn);
  }

  /** The task of the tenure does not return then, so that nothing is released. */
  private void onProgramGoesOn(SupervisorReport.GoesOn stubborn) {
    terminal.tell(
        "election run: the program cannot be ended: "
            + stubborn.reason()
            + "; expected SIGKILL to end it. Nothing is handed over: the lease is kept to its end,"
            + " and after that another member may lead beside it. This member ends; see to that"
            + " process before you start the member again");
    ended.complete(EXIT_PROGRAM_GOES_ON);
  }

  private void onSupervisorLost(boolean programIsOver) {
    terminal.tell(
        "election run: the supervisor of the program has ended; expected it to run for as long as"
            + " the member, which ends as well"
            + (programIsOver ? "" : "; look for the program, which it may just have started"));
    ended.complete(Subcommand.EXIT_NOT_DONE);
  }

  /**
   * Starts the supervisor, and not yet the program.
   *
   * @param plan what to run
   * @param source the member's names
   * @param printer is told when the program starts and ends
   * @param terminal where messages go
   * @return a program that runs when {@link #lead} was called and the member leads
   * @throws UsageException if processes cannot be started
   */
  static LeaderProgram prepare(
      ProgramPlan plan, EventLine.Source source, EventPrinter printer, Terminal terminal)
      throws UsageException {
    try {
      return new LeaderProgram(
          plan,
          terminal,
          SupervisorProcess.start(plan, source.member(), source.group(), printer::onReport));
    } catch (IOException impossible) {
      throw new UsageException("cannot start the supervisor of the program: " + impossible);
    }
  }

  /**
   * Runs the program in each leadership from now on.
   *
   * @param member leads
   */
  void lead(Election member) {
    election.complete(member);
    try {
      Registration unused = member.whileLeader(this);
    } catch (IllegalStateException endsAlready) {
      // Its last event says why.
    }
  }

  /**
   * What the process is to end with once the program has ended by itself and is not to be
   * restarted, or cannot be run any more.
   *
   * @return done then
   */
  CompletableFuture<Integer> ended() {
    return ended;
  }

  /**
   * The same, now.
   *
   * @return empty while the member is to go on
   */
  OptionalInt exitStatus() {
    return ended.isDone() ? OptionalInt.of(ended.join()) : OptionalInt.empty();
  }

  @Override
  public void run(Leadership leadership) throws InterruptedException {
    long start = System.nanoTime();
    CompletableFuture<SupervisorReport.Over> over =
        supervisor.run(leadership.term(), leadership.remaining());
    try {
      awaitEnd(leadership, over);
    } finally {
      supervisor.end();
      // Also while this thread is interrupted: nothing is released before the program is dead.
      onOver(over.join(), leadership, start);
    }
  }

  /** Returns when the program is over or the tenure is. */
  private void awaitEnd(Leadership leadership, CompletableFuture<SupervisorReport.Over> over)
      throws InterruptedException {
    while (leadership.isValid() && !over.isDone()) {
      Duration left = leadership.remaining();
      supervisor.renew(left);
      try {
        over.get(left.toNanos() / RENEWALS_PER_LEASE, TimeUnit.NANOSECONDS);
      } catch (TimeoutException goesOn) {
        // The next renewal is due.
      } catch (ExecutionException mistake) {
        throw new IllegalStateException(mistake);
      }
    }
  }

  private void onOver(SupervisorReport.Over over, Leadership leadership, long startNanos) {
    if (over.byItself() && !plan.restart()) {
      ended.complete(over.status());
    } else if (leadership.isValid()) {
      long passed = System.nanoTime() - startNanos;
      long pause = over.byItself() ? Math.max(0, LEAST_TENURE.toNanos() - passed) : 0;
      // Not here: a hand-over waits for this task.
      CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS, VIRTUAL_THREADS)
          .execute(() -> handOver(leadership));
    }
  }

  private void handOver(Leadership leadership) {
    if (!leadership.isValid()) {
      return;
    }
    try {
      Leader unused = election.join().resign(HAND_OVER_TIMEOUT);
    } catch (NotLeaderException | IllegalStateException leadsNoMore) {
      // That was wanted.
    } catch (TimeoutException nobodyTookOver) {
      // Nor does this member lead any more: it stands for election again like all others.
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    supervisor.close();
  }
}
