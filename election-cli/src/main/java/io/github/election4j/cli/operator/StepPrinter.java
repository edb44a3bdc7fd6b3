/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.operator;

import io.github.election4j.cli.console.JsonWriter;
import io.github.election4j.cli.console.Terminal;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ControlReply.StatusReply;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prints each step of a change of the members when it is known to be confirmed. A leader writes a
 * configuration only when a quorum has confirmed the one before, so that its newest one tells of
 * all before it in the same term. Any thread may call.
 */
final class StepPrinter {

  private final boolean json;
  private final Terminal terminal;

  /** Guards what follows, and the order of the lines. */
  private final ReentrantLock lock = new ReentrantLock();

  private Optional<Configuration> newest = Optional.empty();
  private boolean changing;

  /**
   * Prints to a terminal.
   *
   * @param json whether as JSON objects instead of sentences
   * @param terminal where to
   */
  StepPrinter(boolean json, Terminal terminal) {
    this.json = json;
    this.terminal = terminal;
  }

  /**
   * Takes what the leader holds. The first one is what was in force before the change.
   *
   * @param leader the leader's status
   */
  void take(StatusReply leader) {
    Configuration seen = leader.configuration();
    lock.lock();
    try {
      if (newest.isPresent() && seen.id().isNewerThan(newest.get().id())) {
        printBetween(newest.get(), seen.id());
        changing = true;
      }
      if (newest.isEmpty() || seen.id().isNewerThan(newest.get().id())) {
        newest = Optional.of(seen);
      }
    } finally {
      lock.unlock();
    }
  }

  private void printBetween(Configuration before, ConfigurationId next) {
    if (before.id().term() != next.term()) {
      // Whether the last step of an earlier leader was confirmed, nobody can tell from here.
      return;
    }
    if (changing) {
      print(before.id(), Optional.of(before));
    }
    for (long version = before.id().version() + 1; version < next.version(); version++) {
      print(new ConfigurationId(next.term(), version), Optional.empty());
    }
  }

  private void print(ConfigurationId id, Optional<Configuration> step) {
    if (json) {
      JsonWriter line =
          new JsonWriter().put("subcommand", "members").put("confirmed", id.toString());
      step.ifPresent(known -> line.put("members", MembersReport.json(known)));
      terminal.print(line.toString());
    } else {
      String members = step.map(known -> ": " + MembersReport.words(known)).orElse("");
      terminal.print("configuration %s is confirmed by a quorum%s".formatted(id, members));
    }
  }
}
