/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import io.github.election4j.cli.completion.CompletionSubcommand;
import io.github.election4j.cli.console.CommandLine;
import io.github.election4j.cli.console.Subcommand;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.cli.demonstration.DemoSubcommand;
import io.github.election4j.cli.drawing.DrawSubcommand;
import io.github.election4j.cli.member.RunSubcommand;
import io.github.election4j.cli.operator.MembersSubcommand;
import io.github.election4j.cli.operator.RecoverSubcommand;
import io.github.election4j.cli.operator.ResetSubcommand;
import io.github.election4j.cli.operator.ResignSubcommand;
import io.github.election4j.cli.operator.StatusSubcommand;
import io.github.election4j.cli.operator.TransferSubcommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;

/** Where the process begins. */
public final class Main {

  private static final List<Subcommand> SUBCOMMANDS =
      List.of(
          new DemoSubcommand(Main.class),
          new RunSubcommand(),
          new DrawSubcommand(),
          new StatusSubcommand(),
          new ResignSubcommand(),
          new TransferSubcommand(),
          new ResetSubcommand(),
          new MembersSubcommand(),
          new RecoverSubcommand(),
          new CompletionSubcommand(() -> Main.SUBCOMMANDS));

  private Main() {}

  /**
   * Runs the command and ends the process with its exit status.
   *
   * @param words the arguments
   * @throws InterruptedException never in practice: nobody interrupts the main thread
   */
  public static void main(String[] words) throws InterruptedException {
    Terminal terminal =
        new Terminal(
            new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    // Loggers and the JDK itself write there, from threads that must not wait for a reader.
    System.setErr(terminal.messageStream());
    System.exit(new CommandLine(SUBCOMMANDS, terminal, System.getenv()).run(List.of(words)));
  }
}
