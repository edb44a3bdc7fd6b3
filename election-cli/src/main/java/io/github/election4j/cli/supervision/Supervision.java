/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import io.github.election4j.cli.console.Failures;
import io.github.election4j.cli.process.ControlGroup;
import io.github.election4j.cli.process.GatedProgram;
import io.github.election4j.cli.process.KeptVariables;
import io.github.election4j.cli.supervision.SupervisorReport.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a supervisor does: starts the program when it is told to, and ends it when it is told to,
 * when the lease was not renewed in time, and when the member is gone. One thread runs it; any may
 * hand it events.
 */
final class Supervision {

  /** The member is asked to end together with its supervisor most often: it ends it then. */
  private static final long GOES_ON_AFTER_SIGNAL_NANOS = Duration.ofSeconds(5).toNanos();

  /** How long it waits for an event when nothing is due. */
  private static final long IDLE_NANOS = Duration.ofHours(1).toNanos();

  /** Something that the supervisor hears of. */
  sealed interface Event {

    /**
     * The member tells it something.
     *
     * @param instruction what
     */
    record Instructed(SupervisorInstruction instruction) implements Event {}

    /** Perhaps a program has ended; which one is seen by looking. */
    record ProcessEnded() implements Event {}

    /** This process is asked to end by a signal. */
    record Signalled() implements Event {}

    /** The member tells it nothing more: it has ended, or was killed. */
    record MemberGone() implements Event {}
  }

  private final List<String> program;
  private final Map<String, String> environment;
  private final Duration grace;
  private final Optional<ControlGroup> controlGroup;
  private final Consumer<SupervisorReport> member;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Optional<SupervisedProgram> running = Optional.empty();
  private boolean memberGone;
  private Optional<Long> leaveAtNanos = Optional.empty();

  /**
   * A supervisor that runs nothing yet.
   *
   * @param program all words of the program
   * @param environment what the program finds in its environment besides what is there
   * @param grace how long it may take to end when it is asked to
   * @param controlGroup what it is put into
   * @param member is told what becomes of it
   */
  Supervision(
      List<String> program,
      Map<String, String> environment,
      Duration grace,
      Optional<ControlGroup> controlGroup,
      Consumer<SupervisorReport> member) {
    this.program = List.copyOf(program);
    this.environment = Map.copyOf(environment);
    this.grace = grace;
    this.controlGroup = controlGroup;
    this.member = member;
  }

  /** Hands over an event. Any thread may. */
  void on(Event event) {
    events.add(event);
  }

  /**
   * Runs until the member is gone, and the program with it.
   *
   * @throws InterruptedException if interrupted
   */
  void run() throws InterruptedException {
    while (running.isPresent() || !mayLeave()) {
      Event event = events.poll(untilNextLookNanos(), TimeUnit.NANOSECONDS);
      if (event != null) {
        take(event);
      }
      look();
    }
  }

  private boolean mayLeave() {
    return memberGone || leaveAtNanos.map(at -> System.nanoTime() - at >= 0).orElse(false);
  }

  private long untilNextLookNanos() {
    long now = System.nanoTime();
    return running
        .map(supervised -> supervised.untilNextLookNanos(now))
        .or(() -> leaveAtNanos.map(at -> at - now))
        .orElse(IDLE_NANOS);
  }

  private void take(Event event) {
    long now = System.nanoTime();
    switch (event) {
      case Event.Instructed instructed -> follow(instructed.instruction(), now);
      case Event.ProcessEnded ended -> {
        // Seen by looking.
      }
      case Event.Signalled signal -> {
        running.ifPresent(supervised -> supervised.end(Cause.SIGNAL, now));
        leaveAtNanos = leaveAtNanos.or(() -> Optional.of(now + GOES_ON_AFTER_SIGNAL_NANOS));
      }
      case Event.MemberGone gone -> {
        memberGone = true;
        running.ifPresent(supervised -> supervised.end(Cause.MEMBER, now));
      }
    }
  }

  private void follow(SupervisorInstruction instruction, long nowNanos) {
    switch (instruction) {
      case SupervisorInstruction.Run run -> start(run, nowNanos);
      case SupervisorInstruction.Renew renewal ->
          running.ifPresent(supervised -> supervised.renew(nowNanos + renewal.leaseNanos()));
      case SupervisorInstruction.End end ->
          running.ifPresent(supervised -> supervised.end(Cause.LOSS, nowNanos));
    }
  }

  private void start(SupervisorInstruction.Run run, long nowNanos) {
    if (running.isPresent()) {
      return;
    }
    try {
      GatedProgram program = GatedProgram.start(processBuilder(run.term()), controlGroup);
      long leaseUntil = nowNanos + run.leaseNanos();
      running = Optional.of(new SupervisedProgram(program, run.term(), grace, leaseUntil));
      // First the member learns which process it is: it ends it if this one cannot any more.
      member.accept(new SupervisorReport.Started(run.term(), program.process().pid()));
      program.go(() -> on(new Event.ProcessEnded()));
    } catch (IOException impossible) {
      String reason = Failures.describe(impossible).strip();
      if (running.isEmpty()) {
        member.accept(new SupervisorReport.NotStarted(run.term(), reason));
      }
    }
  }

  private ProcessBuilder processBuilder(long term) {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(program))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    KeptVariables.restore(builder.environment());
    builder.environment().putAll(environment);
    builder.environment().put("ELECTION_TERM", Long.toString(term));
    return builder;
  }

  private void look() {
    Optional<SupervisorReport> news =
        running.flatMap(supervised -> supervised.look(System.nanoTime()));
    if (news.isPresent()) {
      if (news.get() instanceof SupervisorReport.Over) {
        running = Optional.empty();
      }
      member.accept(news.get());
    }
  }
}
