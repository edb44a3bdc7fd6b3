/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts a process whose output goes to a named pipe that is full before it begins and that nobody
 * reads, on a single processor. The process holds both ends of the pipe, so that it is never told
 * that its reader is gone.
 */
public final class FullPipe {

  /** What goes there, as a shell writes it. */
  public enum Unread {
    OUTPUT(">&3"),
    MESSAGES("2>&3"),
    BOTH(">&3 2>&3");

    private final String redirection;

    Unread(String redirection) {
      this.redirection = redirection;
    }
  }

  /** In blocks as long as they fit, then by single bytes: not even a short line finds room. */
  private static final String FILL =
      """
      mkfifo "$0" && exec 3<>"$0"
      for size in 4096 1; do
        dd if=/dev/zero of="$0" bs=$size count=8192 oflag=nonblock 2>/dev/null
      done
      """;

  private FullPipe() {}

  /**
   * The process, not started yet.
   *
   * @param pipe where to make the pipe
   * @param unread what goes there
   * @param words all words of the process
   */
  public static ProcessBuilder process(Path pipe, Unread unread, List<String> words) {
    String script = FILL + "exec taskset -c 0 \"$@\" " + unread.redirection;
    List<String> all = new ArrayList<>(Arrays.asList("sh", "-c", script, pipe.toString()));
    all.addAll(words);
    return new ProcessBuilder(all);
  }
}
