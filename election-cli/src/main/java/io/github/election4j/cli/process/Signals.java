/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java has no method for: a shell sends them. */
final class Signals {

  private Signals() {}

  /**
   * Sends one, and waits until that is done.
   *
   * @param name of the signal; 0 for one that means nothing
   * @param targets numbers of processes, negative for those of process groups
   * @return what the shell says of those that it could not be sent to, in English
   */
  static String send(String name, List<String> targets) {
    List<String> words =
        new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" -- \"$@\"", name));
    words.addAll(targets);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    try {
      Process kill = builder.start();
      kill.getOutputStream().close();
      return new String(kill.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException noShell) {
      return "";
    }
  }
}
