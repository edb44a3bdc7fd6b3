/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

/** What the supervisor of a program tells the process that is a member, each as one line. */
public sealed interface SupervisorReport {

  /** The status that a shell gives to a program that it cannot start. */
  int CANNOT_START = 127;

  /** Of a reason, in characters: as much as a person reads. */
  int LONGEST_REASON = 2_000;

  private static String oneLine(String reason) {
    String line = reason.replaceAll("\\R", "; ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }

  /**
   * The leadership that the program was to run in.
   *
   * @return the term
   */
  long term();

  /**
   * The program runs.
   *
   * @param term the leadership
   * @param pid its process
   */
  record Started(long term, long pid) implements SupervisorReport {

    @Override
    public String line() {
      return "started " + term + " " + pid;
    }
  }

  /**
   * The program was sent SIGKILL long ago, and it is not known that all of its processes have
   * ended. Nothing may be released that rests on their end.
   *
   * @param term the leadership
   * @param reason which processes, and why they go on
   */
  record GoesOn(long term, String reason) implements SupervisorReport {

    /** Keeps it one line. */
    public GoesOn {
      reason = oneLine(reason);
    }

    @Override
    public String line() {
      return "goes-on " + term + " " + reason;
    }
  }

  /** A program that does not run, or no more. */
  sealed interface Over extends SupervisorReport {

    /**
     * What is passed on as its exit status.
     *
     * @return a status as a shell would give it
     */
    int status();

    /**
     * Whether it ended without being asked to.
     *
     * @return true if it did
     */
    boolean byItself();

    /**
     * Why it is over.
     *
     * @return a few words for a person
     */
    String reason();
  }

  /**
   * The program and all processes below it have ended.
   *
   * @param term the leadership
   * @param status its exit status; 128 and the number of the signal if one ended it
   * @param cause why it ended
   */
  record Ended(long term, int status, Cause cause) implements Over {

    @Override
    public boolean byItself() {
      return cause == Cause.ITSELF;
    }

    @Override
    public String reason() {
      return cause.words;
    }

    @Override
    public String line() {
      return "ended " + term + " " + status + " " + cause;
    }
  }

  /**
   * The program could not be started.
   *
   * @param term the leadership
   * @param reason why
   */
  record NotStarted(long term, String reason) implements Over {

    /** Keeps it one line. */
    public NotStarted {
      reason = oneLine(reason);
    }

    @Override
    public int status() {
      return CANNOT_START;
    }

    @Override
    public boolean byItself() {
      return true;
    }

    @Override
    public String line() {
      return "not-started " + term + " " + reason;
    }
  }

  /** Why a program ended. */
  enum Cause {
    /** Nobody asked it to. */
    ITSELF("it ended by itself"),
    /** The member asked for it. */
    LOSS("leadership was lost"),
    /** The member did not say in time that it still leads. */
    LEASE("the lease was not renewed in time"),
    /** The supervisor was asked to end by a signal. */
    SIGNAL("the supervisor was told to end"),
    /** The member's process is gone. */
    MEMBER("the member is gone"),
    /** The supervisor's process is gone, and the member ended the program. */
    SUPERVISOR("the supervisor is gone");

    private final String words;

    Cause(String words) {
      this.words = words;
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
   * @return the report
   * @throws IllegalArgumentException if it is none
   */
  static SupervisorReport parse(String line) {
    String[] words = line.split(" ", 4);
    if (words[0].equals("started") && words.length == 3) {
      return new Started(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }
    if (words[0].equals("ended") && words.length == 4) {
      return new Ended(
          Long.parseLong(words[1]), Integer.parseInt(words[2]), Cause.valueOf(words[3]));
    }
    String[] reason = line.split(" ", 3);
    if (reason[0].equals("not-started") && reason.length == 3) {
      return new NotStarted(Long.parseLong(reason[1]), reason[2]);
    }
    if (reason[0].equals("goes-on") && reason.length == 3) {
      return new GoesOn(Long.parseLong(reason[1]), reason[2]);
    }
    throw new IllegalArgumentException(
        "'%s' is no report; expected started, ended, not-started or goes-on with a term"
            .formatted(line));
  }
}
