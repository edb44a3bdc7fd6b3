/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.process.ControlGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process between a member and the program that it leads with. It is the parent of the program,
 * and holds the reading end of a pipe that only the member writes to: when the member's process is
 * gone, however it went, the pipe ends, and so does the program.
 *
 * <p>Instructions come on standard input. Reports go over a socket of the file system that no other
 * user can reach, since standard output and standard error are the program's.
 */
public final class Supervisor {

  private Supervisor() {}

  /**
   * Supervises one program, as often as it is told to.
   *
   * @param words the member's socket for reports, the grace in nanoseconds, the control group for
   *     the program or nothing, the member's id, its group, and the words of the program
   * @throws IOException if the member cannot be reached
   * @throws InterruptedException never in practice: nobody interrupts the main thread
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    List<String> arguments = List.of(words);
    BoundedLines instructions = new BoundedLines(System.in);
    OutputStream reports = ReportSocket.connect(Path.of(arguments.get(0)));
    Optional<ControlGroup> controlGroup = ControlGroup.named(arguments.get(2));
    Supervision supervision =
        new Supervision(
            arguments.subList(5, arguments.size()),
            Map.of("ELECTION_ID", arguments.get(3), "ELECTION_GROUP", arguments.get(4)),
            Duration.ofNanos(Long.parseLong(arguments.get(1))),
            controlGroup,
            report -> write(reports, report.line()));
    Thread.ofPlatform().daemon().name("instructions").start(() -> read(instructions, supervision));
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(supervision, main), "end"));
    supervision.run();
    controlGroup.ifPresent(ControlGroup::delete);
    // Not exit: it would wait for the hook, which waits for this thread.
    Runtime.getRuntime().halt(Subcommand.EXIT_DONE);
  }

  private static void write(OutputStream reports, String line) {
    try {
      reports.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException memberIsGone) {
      // The end of the instructions says so as well, and is acted upon.
    }
  }

  private static void read(BoundedLines instructions, Supervision supervision) {
    try {
      for (var line = instructions.next(); line.isPresent(); line = instructions.next()) {
        supervision.on(new Supervision.Event.Instructed(SupervisorInstruction.parse(line.get())));
      }
    } catch (IOException | IllegalArgumentException notFromAMember) {
      // As if it were gone: whoever writes this does not speak for it.
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
