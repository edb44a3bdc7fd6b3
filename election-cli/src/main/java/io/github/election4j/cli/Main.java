/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;

/** Where the process begins. */
public final class Main {

  private static final List<Subcommand> SUBCOMMANDS =
      List.of(
          new DemoCommand(),
          new RunCommand(),
          new StatusCommand(),
          new ResignCommand(),
          new TransferCommand(),
          new ResetCommand(),
          new MembersCommand(),
          new RecoverCommand());

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
    System.exit(new CommandLine(SUBCOMMANDS, terminal).run(List.of(words)));
  }
}
