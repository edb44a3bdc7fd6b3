/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.event.EventLine;
import java.time.Instant;

/** A line of a log, as far as a picture needs it. */
sealed interface Entry {

  /** When it happened, by the clock of whoever wrote it. */
  Instant at();

  /** The name of the cluster. */
  String group();

  /**
   * A member told of an event.
   *
   * @param line what it said
   */
  record Told(EventLine line) implements Entry {

    @Override
    public Instant at() {
      return line.at();
    }

    @Override
    public String group() {
      return line.source().group();
    }
  }

  /**
   * A member's process was killed, and could not tell of it.
   *
   * @param at when
   * @param group the name of the cluster
   * @param member the member's id
   */
  record Killed(Instant at, String group, String member) implements Entry {}

  /**
   * Something began that has a title.
   *
   * @param at when
   * @param group the name of the cluster
   * @param title what it is
   */
  record Act(Instant at, String group, String title) implements Entry {}
}
