/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.member;

import io.github.election4j.ConfigurationException;
import io.github.election4j.ConfigurationException.Fault;
import io.github.election4j.Election;
import io.github.election4j.ElectionBuilder;
import io.github.election4j.ElectionException;
import io.github.election4j.cli.console.Failures;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.console.UsageException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One member from its start to the end of the process. A process that is asked to end runs a
 * shutdown hook, which closes the member and then halts: only so does it end with the status of
 * what happened, and not with that of the signal.
 */
final class MemberRun {

  /** How long a member that is closed may take to say that it has stopped. */
  private static final long LAST_EVENT_SECONDS = 2;

  /** How long a member may take to start that is asked to end meanwhile: its disk may hang. */
  private static final long START_SECONDS = 5;

  /** How long the end is put off for those who read slowly what was said. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** What the library calls a setting, and how it is given here. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "heartbeatInterval", "--heartbeat",
          "minElectionTimeout", "the lower --election-timeout",
          "maxElectionTimeout", "the upper --election-timeout",
          "rpcTimeout", "--rpc-timeout",
          "lease", "--lease",
          "maxClockDrift", "--drift",
          "expectMembers", "--expect",
          "minimumQuorum", "--minimum-quorum",
          "taskGrace", "--grace");

  private final ElectionBuilder builder;
  private final EventPrinter printer;
  private final Terminal terminal;
  private final Optional<LeaderProgram> program;
  private final CompletableFuture<Optional<Election>> started = new CompletableFuture<>();

  /**
   * Starts nothing yet.
   *
   * @param builder describes the member
   * @param printer listens to it
   * @param terminal where messages go
   * @param program runs while the member leads
   */
  MemberRun(
      ElectionBuilder builder,
      EventPrinter printer,
      Terminal terminal,
      Optional<LeaderProgram> program) {
    this.builder = builder;
    this.printer = printer;
    this.terminal = terminal;
    this.program = program;
  }

  /**
   * Runs the member to its end. Does not return if the process is asked to end.
   *
   * @return the exit status of the process
   * @throws UsageException if the member cannot start
   * @throws InterruptedException if interrupted
   */
  int run() throws UsageException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeAndHalt, "close-member"));
    try {
      Election election = builder.start();
      started.complete(Optional.of(election));
      program.ifPresent(toLead -> toLead.lead(election));
    } catch (ConfigurationException refused) {
      throw new UsageException(
          String.join("; ", refused.faults().stream().map(MemberRun::inWordsOfOptions).toList()));
    } catch (ElectionException cannotStart) {
      throw new UsageException(Failures.describe(cannotStart));
    } finally {
      // Without effect if the member has started.
      started.complete(Optional.empty());
    }
    CompletableFuture<Integer> programEnded =
        program.map(LeaderProgram::ended).orElseGet(CompletableFuture::new);
    await(CompletableFuture.anyOf(printer.stopped(), programEnded));
    Optional<String> failure = printer.stopped().getNow(Optional.empty());
    failure.ifPresent(reason -> terminal.tell("election run: the member failed: " + reason));
    return status(failure);
  }

  /** Neither of the two fails but by mistake. */
  private static void await(CompletableFuture<Object> end) throws InterruptedException {
    try {
      Object unused = end.get();
    } catch (ExecutionException mistake) {
      throw new IllegalStateException(mistake.getCause());
    }
  }

  private static String inWordsOfOptions(Fault fault) {
    return fault.toText(setting -> OPTIONS.getOrDefault(setting, setting));
  }

  private int status(Optional<String> failure) {
    return failure.isPresent()
        ? Subcommand.EXIT_NOT_DONE
        : program
            .map(LeaderProgram::exitStatus)
            .orElse(OptionalInt.empty())
            .orElse(Subcommand.EXIT_DONE);
  }

  private void closeAndHalt() {
    Optional<Election> election;
    try {
      election = started.copy().orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException neverStarts) {
      Runtime.getRuntime().halt(Subcommand.EXIT_NOT_DONE);
      return;
    }
    if (election.isEmpty()) {
      return;
    }
    election.get().close();
    program.ifPresent(LeaderProgram::close);
    Optional<String> failure =
        printer
            .stopped()
            .copy()
            .completeOnTimeout(Optional.empty(), LAST_EVENT_SECONDS, TimeUnit.SECONDS)
            .join();
    awaitReaders();
    Runtime.getRuntime().halt(status(failure));
  }

  /** So that they miss nothing; but the process ends also if there are none. */
  private void awaitReaders() {
    try {
      boolean unused = printer.awaitWritten(PATIENCE);
      unused = terminal.awaitTold();
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }
}
