/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.process;

import java.util.List;

/**
 * The process group that a program leads: whoever is in it gets a signal, seen or not, and a signal
 * that means nothing tells whether anybody is.
 */
final class ProcessGroup {

  private final long id;

  /** The group that a process leads, if it leads one. */
  ProcessGroup(long id) {
    this.id = id;
  }

  /** Asks all in it to end. */
  void terminate() {
    String unused = signal("TERM");
  }

  /** Ends all in it that this process may end. */
  void kill() {
    String unused = signal("KILL");
  }

  /** Whether it is certain that nobody is in it: being forbidden to ask is no proof. */
  boolean hasEnded() {
    return signal("0").contains("No such process");
  }

  private String signal(String name) {
    return Signals.send(name, List.of("-" + id));
  }
}
