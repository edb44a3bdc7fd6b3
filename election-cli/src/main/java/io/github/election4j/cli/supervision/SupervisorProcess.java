/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import io.github.election4j.cli.process.OwnLauncher;
import io.github.election4j.cli.process.ProcessTree;
import io.github.election4j.cli.supervision.SupervisorReport.Cause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
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

  /** Whoever connects says the secret at once. */
  private static final int HANDSHAKE_MILLIS = 1_000;

  /** What a shell says of a program that was ended by SIGKILL. */
  private static final int STATUS_OF_KILLED = 137;

  private final Process process;
  private final ServerSocket server;
  private final String secret;
  private final Duration grace;
  private final Consumer<SupervisorReport> receiver;
  private final CompletableFuture<Boolean> lost = new CompletableFuture<>();

  /** Guards what follows, and the order of the lines to the supervisor. */
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<Run> running = Optional.empty();
  private boolean closed;
  private boolean gone;

  /** A program that was asked for and is not known to be over. */
  private static final class Run {
    private final long term;
    private final CompletableFuture<SupervisorReport.Over> over = new CompletableFuture<>();
    private Optional<Long> pid = Optional.empty();

    Run(long term) {
      this.term = term;
    }
  }

  private SupervisorProcess(
      Process process,
      ServerSocket server,
      String secret,
      Duration grace,
      Consumer<SupervisorReport> receiver) {
    this.process = process;
    this.server = server;
    this.secret = secret;
    this.grace = grace;
    this.receiver = receiver;
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
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try {
      Process process =
          new ProcessBuilder(
                  OwnLauncher.words(
                      Supervisor.class, words(server.getLocalPort(), plan, member, group)))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      SupervisorProcess supervisor =
          new SupervisorProcess(process, server, secret, plan.grace(), receiver);
      supervisor.write(secret);
      // Not a virtual one: what the program's end sets free must not wait for a free carrier.
      Thread.ofPlatform().daemon().name("supervisor-reports").start(supervisor::readReports);
      var unused = process.onExit().thenRun(supervisor::closeServer);
      return supervisor;
    } catch (IOException | RuntimeException impossible) {
      server.close();
      throw impossible;
    }
  }

  private static List<String> words(int port, ProgramPlan plan, String member, String group) {
    List<String> words = new ArrayList<>();
    words.add(Integer.toString(port));
    words.add(Long.toString(plan.grace().toNanos()));
    words.add(member);
    words.add(group);
    words.addAll(plan.program());
    return words;
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
      write(new SupervisorInstruction.Run(term, lease.toNanos()).line());
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
    instruct(new SupervisorInstruction.Renew(lease.toNanos()));
  }

  /** Tells the supervisor that the program is to be ended. */
  public void end() {
    instruct(new SupervisorInstruction.End());
  }

  /**
   * Done if the supervisor ended though nobody closed it, with whether its program is over. If not,
   * it was killed between starting the program and saying which process that is, and nobody can
   * tell; the program is then never reported to be over, so that nothing is released.
   *
   * @return never fails
   */
  public CompletableFuture<Boolean> lost() {
    return lost;
  }

  private void instruct(SupervisorInstruction instruction) {
    lock.lock();
    try {
      if (!closed && running.isPresent()) {
        write(instruction.line());
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(String line) {
    OutputStream instructions = process.getOutputStream();
    try {
      instructions.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      instructions.flush();
    } catch (IOException supervisorIsGone) {
      // The end of its reports says so as well, and is acted upon.
    }
  }

  private void readReports() {
    try (BufferedReader reports = accept()) {
      for (String line = reports.readLine(); line != null; line = reports.readLine()) {
        take(SupervisorReport.parse(line));
      }
    } catch (IOException | IllegalArgumentException supervisorIsGone) {
      // A line that was cut off is no report: its writer was killed half-way.
    } finally {
      closeServer();
      onGone();
    }
  }

  /** Waits for the supervisor; others who find the port do not know the secret. */
  private BufferedReader accept() throws IOException {
    while (true) {
      Socket connection = server.accept();
      try {
        connection.setSoTimeout(HANDSHAKE_MILLIS);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        if (isSecret(reader.readLine())) {
          connection.setSoTimeout(0);
          return reader;
        }
      } catch (IOException stranger) {
        // Turned away below.
      }
      connection.close();
    }
  }

  private boolean isSecret(String line) {
    return line != null
        && MessageDigest.isEqual(
            line.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  private void take(SupervisorReport report) {
    lock.lock();
    try {
      if (report instanceof SupervisorReport.Started started) {
        running.ifPresent(run -> run.pid = Optional.of(started.pid()));
      }
    } finally {
      lock.unlock();
    }
    if (report instanceof SupervisorReport.Over over) {
      finish(over);
    } else {
      receiver.accept(report);
    }
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
    run.pid.flatMap(ProcessHandle::of).ifPresent(program -> endTree(new ProcessTree(program)));
    finish(new SupervisorReport.Ended(run.term, STATUS_OF_KILLED, Cause.SUPERVISOR));
    return true;
  }

  private void endTree(ProcessTree tree) {
    long start = System.nanoTime();
    while (!tree.look()) {
      if (System.nanoTime() - start >= grace.toNanos()) {
        tree.useForce();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void closeServer() {
    try {
      server.close();
    } catch (IOException nothingToBeDone) {
      // It is not used any more.
    }
  }

  /**
   * Lets the supervisor end, and a program that still runs with it. Waits for that, but no longer
   * than it takes if nothing runs. Idempotent.
   */
  @Override
  public void close() {
    try {
      // Whoever has the lock for longer writes to a supervisor that is stopped: it reads the end of
      // the pipe, when this process is gone, as soon as it goes on.
      if (lock.tryLock(ORDERLY_END.toNanos(), TimeUnit.NANOSECONDS)) {
        closeInstructions();
        boolean unused = process.waitFor(ORDERLY_END.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException noTimeLeft) {
      Thread.currentThread().interrupt();
    }
  }

  /** With the lock held, which it gives back. */
  private void closeInstructions() {
    try {
      closed = true;
      process.getOutputStream().close();
    } catch (IOException supervisorIsGone) {
      // That was wanted.
    } finally {
      lock.unlock();
    }
  }
}
