/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import io.github.election4j.cli.process.ControlGroup;
import io.github.election4j.cli.process.OwnLauncher;
import io.github.election4j.cli.process.ProgramProcesses;
import io.github.election4j.cli.supervision.SupervisorReport.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The member's side of the {@link Supervisor}: starts its process before this member first leads,
 * so that the program starts at once when it does. Any thread may use it.
 */
public final class SupervisorProcess implements AutoCloseable {

  private static final Duration ORDERLY_END = Duration.ofSeconds(2);

  /** How often a program without a supervisor is looked at while it is being ended. */
  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  /**
   * From the end of the grace: a supervisor that has said nothing until then does not run, and the
   * member ends it and its program itself.
   */
  private static final Duration OVERDUE = SupervisedProgram.AFTER_FORCE.plusMillis(250);

  /** What a shell says of a program that was ended by SIGKILL. */
  private static final int STATUS_OF_KILLED = 137;

  private final Process process;
  private final ReportSocket socket;
  private final Optional<ControlGroup> controlGroup;
  private final InstructionQueue instructions;
  private final Duration grace;
  private final Consumer<SupervisorReport> receiver;
  private final Thread reader;
  private final CompletableFuture<Boolean> lost = new CompletableFuture<>();
  private final CompletableFuture<SupervisorReport.GoesOn> goesOn = new CompletableFuture<>();

  /** Guards what follows, and the order of what the supervisor is told. */
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<Run> running = Optional.empty();
  private boolean closed;
  private boolean gone;

  /** A program that was asked for and is not known to be over. */
  private static final class Run {
    private final long term;
    private final CompletableFuture<SupervisorReport.Over> over = new CompletableFuture<>();
    private Optional<Long> pid = Optional.empty();
    private volatile boolean overdue;

    Run(long term) {
      this.term = term;
    }
  }

  private SupervisorProcess(
      Process process,
      ReportSocket socket,
      Optional<ControlGroup> controlGroup,
      Duration grace,
      Consumer<SupervisorReport> receiver) {
    this.process = process;
    this.socket = socket;
    this.controlGroup = controlGroup;
    this.grace = grace;
    this.receiver = receiver;
    instructions = InstructionQueue.to(process.getOutputStream());
    // Not a virtual one: what the program's end sets free must not wait for a free carrier.
    reader = Thread.ofPlatform().daemon().name("supervisor-reports").unstarted(this::readReports);
  }

  /**
   * Starts the process.
   *
   * @param plan what it is to run
   * @param member the member's id, which the program finds in its environment
   * @param group the name of the cluster, likewise
   * @param receiver is given each report, by one thread
   * @return the running process
   * @throws IOException if it cannot be started
   */
  public static SupervisorProcess start(
      ProgramPlan plan, String member, String group, Consumer<SupervisorReport> receiver)
      throws IOException {
    ReportSocket socket = ReportSocket.open();
    Optional<ControlGroup> controlGroup = ControlGroup.make();
    boolean started = false;
    try {
      List<String> words = new ArrayList<>();
      words.add(socket.path().toString());
      words.add(Long.toString(plan.grace().toNanos()));
      words.add(controlGroup.map(ControlGroup::name).orElse(""));
      words.addAll(List.of(member, group));
      words.addAll(plan.program());
      Process process =
          new ProcessBuilder(OwnLauncher.words(Supervisor.class, words))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      SupervisorProcess supervisor =
          new SupervisorProcess(process, socket, controlGroup, plan.grace(), receiver);
      supervisor.reader.start();
      var unused = process.onExit().thenRun(supervisor::closeSocket);
      started = true;
      return supervisor;
    } finally {
      if (!started) {
        socket.close();
        controlGroup.ifPresent(ControlGroup::delete);
      }
    }
  }

  /**
   * Tells the supervisor that the program is to be started. One at a time.
   *
   * @param term the leadership
   * @param lease how long the tenure is certain to last
   * @return done when the program is over
   */
  public CompletableFuture<SupervisorReport.Over> run(long term, Duration lease) {
    Run run = new Run(term);
    lock.lock();
    try {
      if (gone || closed) {
        run.over.complete(new SupervisorReport.NotStarted(term, "the supervisor has ended"));
        return run.over;
      }
      running = Optional.of(run);
      instructions.add(new SupervisorInstruction.Run(term, lease.toNanos()));
    } finally {
      lock.unlock();
    }
    return run.over;
  }

  /**
   * Says that the tenure goes on.
   *
   * @param lease how long it is certain to last from now on
   */
  public void renew(Duration lease) {
    instructions.renew(lease);
  }

  /**
   * Tells the supervisor that the program is to be ended. If it has not said long after the grace
   * what became of it, it was stopped, or hangs: then this process ends the program.
   */
  public void end() {
    lock.lock();
    try {
      if (closed || running.isEmpty()) {
        return;
      }
      instructions.add(new SupervisorInstruction.End());
      Run run = running.get();
      CompletableFuture.delayedExecutor(grace.plus(OVERDUE).toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> endIfOverdue(run));
    } finally {
      lock.unlock();
    }
  }

  private void endIfOverdue(Run run) {
    if (!run.over.isDone() && !goesOn.isDone()) {
      run.overdue = true;
      process.destroyForcibly();
    }
  }

  /**
   * Done if the supervisor ended though nobody closed it, with whether its program is over. If not,
   * it could not be ended, or the supervisor was killed before it said which process that is; the
   * program is then never reported to be over, so that nothing is released.
   *
   * @return never fails
   */
  public CompletableFuture<Boolean> lost() {
    return lost;
  }

  /**
   * Done if the program cannot be ended, or if it cannot be known whether it was. It is not
   * reported to be over then, so that nothing is released, unless it ends after all.
   *
   * @return never fails
   */
  public CompletableFuture<SupervisorReport.GoesOn> goesOn() {
    return goesOn;
  }

  private void readReports() {
    try (InputStream reports = socket.accept()) {
      BoundedLines lines = new BoundedLines(reports);
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        take(SupervisorReport.parse(line.get()));
      }
    } catch (IOException | IllegalArgumentException supervisorIsGone) {
      // Acted upon below, as is the end of the reports.
    } finally {
      closeSocket();
      onGone();
    }
  }

  private void take(SupervisorReport report) {
    switch (report) {
      case SupervisorReport.Started started -> {
        lock.lock();
        try {
          running.ifPresent(run -> run.pid = Optional.of(started.pid()));
        } finally {
          lock.unlock();
        }
        receiver.accept(started);
      }
      case SupervisorReport.GoesOn stubborn -> goOn(stubborn);
      case SupervisorReport.Over over -> finish(over);
    }
  }

  private void goOn(SupervisorReport.GoesOn stubborn) {
    receiver.accept(stubborn);
    goesOn.complete(stubborn);
  }

  private void finish(SupervisorReport.Over over) {
    Optional<Run> finished;
    lock.lock();
    try {
      finished = running;
      running = Optional.empty();
    } finally {
      lock.unlock();
    }
    receiver.accept(over);
    finished.ifPresent(run -> run.over.complete(over));
  }

  private void onGone() {
    Optional<Run> orphan;
    boolean expected;
    lock.lock();
    try {
      gone = true;
      expected = closed;
      orphan = running;
    } finally {
      lock.unlock();
    }
    boolean over = orphan.map(this::endOrphan).orElse(true);
    if (!expected) {
      lost.complete(over);
    }
  }

  /** Nobody else is left to end a program whose supervisor was killed. False if it is not known. */
  private boolean endOrphan(Run run) {
    if (run.pid.isEmpty()) {
      return false;
    }
    if (!endProcesses(run, new ProgramProcesses(run.pid.get(), controlGroup))) {
      return false;
    }
    finish(new SupervisorReport.Ended(run.term, STATUS_OF_KILLED, Cause.SUPERVISOR));
    return true;
  }

  private boolean endProcesses(Run run, ProgramProcesses processes) {
    long forceAt = System.nanoTime() + (run.overdue ? 0 : grace.toNanos());
    while (!processes.look()) {
      long forcedForNanos = System.nanoTime() - forceAt;
      if (forcedForNanos >= SupervisedProgram.AFTER_FORCE.toNanos()) {
        goOn(new SupervisorReport.GoesOn(run.term, processes.describeRest()));
        return false;
      }
      if (forcedForNanos >= 0) {
        processes.useForce();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException nothingToBeDone) {
      // It is not used any more.
    }
  }

  /**
   * Lets the supervisor end, and a program that still runs with it. Waits for that, but no longer
   * than it takes if nothing runs: a supervisor that has nothing to do and does not end is killed.
   * Idempotent.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    instructions.close();
    try {
      boolean ended = process.waitFor(ORDERLY_END.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended && !isRunning()) {
        process.destroyForcibly();
      }
      boolean unused = reader.join(ORDERLY_END);
      // A supervisor that was killed has left it behind.
      controlGroup.ifPresent(ControlGroup::delete);
    } catch (InterruptedException noTimeLeft) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isRunning() {
    lock.lock();
    try {
      return running.isPresent();
    } finally {
      lock.unlock();
    }
  }
}
