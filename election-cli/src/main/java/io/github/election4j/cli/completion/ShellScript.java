/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.completion;

import io.github.election4j.cli.console.Options;
import io.github.election4j.cli.console.Subcommand;
import java.util.List;

/** Writes the script that completes the words of the command in one kind of shell. */
@FunctionalInterface
interface ShellScript {

  /**
   * The script.
   *
   * @param subcommands what the command offers
   * @return to be read by the shell when it starts
   */
  String of(List<Subcommand> subcommands);

  /** Whether the value of an option is a file or a folder. */
  static boolean isPath(Options.Option option) {
    return option.placeholder().equals("FILE") || option.placeholder().equals("DIR");
  }

  /** Whether words that are files may stand among the options. */
  static boolean takesFiles(Subcommand subcommand) {
    return subcommand.synopsis().startsWith("[FILE");
  }
}
