/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

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
 * The process between a member and the command that it leads with. It is the parent of the command,
 * and holds the reading end of a pipe that only the member writes to: when the member's process is
 * gone, however it went, the pipe ends, and so does the command.
 *
 * <p>Orders come on standard input. Reports go over a connection on loopback, since standard output
 * and standard error are the command's. Whoever connects to the member must know a secret, which
 * comes as the first line on standard input, where nobody else can read it.
 */
public final class Supervisor {

  private Supervisor() {}

  /**
   * Supervises one command, as often as it is ordered.
   *
   * @param words the member's port for reports, the grace in nanoseconds, the member's id, its
   *     group, and the words of the command
   * @throws IOException if the member cannot be reached
   * @throws InterruptedException never in practice: nobody interrupts the main thread
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    List<String> arguments = List.of(words);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    OutputStream reports = connect(Integer.parseInt(arguments.get(0)), orders.readLine());
    Supervision supervision =
        new Supervision(
            arguments.subList(4, arguments.size()),
            Map.of("ELECTION_ID", arguments.get(2), "ELECTION_GROUP", arguments.get(3)),
            Duration.ofNanos(Long.parseLong(arguments.get(1))),
            report -> write(reports, report.line()));
    Thread.ofPlatform().daemon().name("orders").start(() -> read(orders, supervision));
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
      // The end of the orders says so as well, and is acted upon.
    }
  }

  private static void read(BufferedReader orders, Supervision supervision) {
    try {
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        supervision.on(new Supervision.Event.Ordered(SupervisorOrder.parse(line)));
      }
    } catch (IOException | IllegalArgumentException memberIsGone) {
      // A line that was cut off is no order: its writer was killed half-way.
    } finally {
      supervision.on(new Supervision.Event.MemberGone());
    }
  }

  /** A signal, perhaps one to the whole terminal: the command ends before its supervisor does. */
  private static void endInOrder(Supervision supervision, Thread main) {
    supervision.on(new Supervision.Event.Signalled());
    try {
      main.join();
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }
}
