/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.List;

/** One of the things that the command can do. Has no state. */
public interface Subcommand {

  /** Done as asked. */
  int EXIT_DONE = 0;

  /** Tried, with an outcome that a script must notice. */
  int EXIT_NOT_DONE = 1;

  /** Not tried: the words make no sense here. */
  int EXIT_USAGE = 2;

  /**
   * The word that calls it.
   *
   * @return one word in lower case
   */
  String name();

  /**
   * What it does.
   *
   * @return a few words for the list of subcommands
   */
  String summary();

  /**
   * How it is written.
   *
   * @return the words after the name, as in {@code --member ID=HOST:PORT…}
   */
  String synopsis();

  /**
   * What else the help says, under the options: the outcome, exit statuses, an example.
   *
   * @return paragraphs, which are broken into lines where they are shown; an empty one separates
   */
  List<String> notes();

  /**
   * The options that it knows.
   *
   * @return those of {@link Options#COMMON} among them
   */
  Options options();

  /**
   * Does it.
   *
   * @param arguments what was given
   * @param terminal where results and messages go
   * @return the exit status of the process
   * @throws UsageException if the arguments cannot be followed
   * @throws InterruptedException if interrupted
   */
  int run(Arguments arguments, Terminal terminal) throws UsageException, InterruptedException;
}
