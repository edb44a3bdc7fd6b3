/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

/**
 * What the process that is a member tells the supervisor of its program, each as one line over the
 * supervisor's standard input. The end of that input is an instruction too: to end the program, and
 * then itself.
 */
sealed interface SupervisorInstruction {

  /**
   * Starts the program. Ignored while one runs.
   *
   * @param term the leadership that it runs in
   * @param leaseNanos how long the tenure is certain to last, in nanoseconds
   */
  record Run(long term, long leaseNanos) implements SupervisorInstruction {

    @Override
    public String line() {
      return "run " + term + " " + leaseNanos;
    }
  }

  /**
   * The leadership goes on. Without this, the program is ended when the last one has run out.
   *
   * @param leaseNanos how long the tenure is certain to last from now on, in nanoseconds
   */
  record Renew(long leaseNanos) implements SupervisorInstruction {

    @Override
    public String line() {
      return "renew " + leaseNanos;
    }
  }

  /** Ends the program. */
  record End() implements SupervisorInstruction {

    @Override
    public String line() {
      return "end";
    }
  }

  /**
   * As it is written.
   *
   * @return one line, without its end
   */
  String line();

  /**
   * Reads what {@link #line} wrote.
   *
   * @param line one line, without its end
   * @return the instruction
   * @throws IllegalArgumentException if it is none
   */
  static SupervisorInstruction parse(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0] + "/" + words.length) {
      case "run/3" -> new Run(Long.parseLong(words[1]), Long.parseLong(words[2]));
      case "renew/2" -> new Renew(Long.parseLong(words[1]));
      case "end/1" -> new End();
      default ->
          throw new IllegalArgumentException(
              "'%s' is no instruction; expected run TERM NANOS, renew NANOS or end"
                  .formatted(line));
    };
  }
}
