/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import io.github.election4j.cli.console.Subcommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The process between a member and the program that it leads with. It is the parent of the program,
 * and holds the reading end of a pipe that only the member writes to: when the member's process is
 * gone, however it went, the pipe ends, and so does the program.
 *
 * <p>Instructions come on standard input. Reports go over a connection on loopback, since standard
 * output and standard error are the program's. Whoever connects to the member must know a secret,
 * which comes as the first line on standard input, where nobody else can read it.
 */
public final class Supervisor {

  private Supervisor() {}

  /**
   * Supervises one program, as often as it is told to.
   *
   * @param words the member's port for reports, the grace in nanoseconds, the member's id, its
   *     group, and the words of the program
   * @throws IOException if the member cannot be reached
   * @throws InterruptedException never in practice: nobody interrupts the main thread
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    List<String> arguments = List.of(words);
    BufferedReader instructions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    OutputStream reports = connect(Integer.parseInt(arguments.get(0)), instructions.readLine());
    Supervision supervision =
        new Supervision(
            arguments.subList(4, arguments.size()),
            Map.of("ELECTION_ID", arguments.get(2), "ELECTION_GROUP", arguments.get(3)),
            Duration.ofNanos(Long.parseLong(arguments.get(1))),
            report -> write(reports, report.line()));
    Thread.ofPlatform().daemon().name("instructions").start(() -> read(instructions, supervision));
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(supervision, main), "end"));
    supervision.run();
    // Not exit: it would wait for the hook, which waits for this thread.
    Runtime.getRuntime().halt(Subcommand.EXIT_DONE);
  }

  private static OutputStream connect(int port, String secret) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    OutputStream reports = socket.getOutputStream();
    write(reports, secret);
    return reports;
  }

  private static void write(OutputStream reports, String line) {
    try {
      reports.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException memberIsGone) {
      // The end of the instructions says so as well, and is acted upon.
    }
  }

  private static void read(BufferedReader instructions, Supervision supervision) {
    try {
      for (String line = instructions.readLine(); line != null; line = instructions.readLine()) {
        supervision.on(new Supervision.Event.Instructed(SupervisorInstruction.parse(line)));
      }
    } catch (IOException | IllegalArgumentException memberIsGone) {
      // A line that was cut off is no instruction: its writer was killed half-way.
    } finally {
      supervision.on(new Supervision.Event.MemberGone());
    }
  }

  /** A signal, perhaps one to the whole terminal: the program ends before its supervisor does. */
  private static void endInOrder(Supervision supervision, Thread main) {
    supervision.on(new Supervision.Event.Signalled());
    try {
      main.join();
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }
}
