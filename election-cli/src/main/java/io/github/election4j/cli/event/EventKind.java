/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.event;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an event line tells of. The words are what scripts look for: they are never changed. */
public enum EventKind {
  STARTED("started"),
  ROLE_CHANGED("role-changed"),
  LEADER_ELECTED("leader-elected"),
  LEADERSHIP_GAINED("leadership-gained"),
  LEADERSHIP_LOST("leadership-lost"),
  PROGRAM_STARTED("program-started"),
  PROGRAM_ENDED("program-ended"),
  TASK_OVERRUN("task-overrun"),
  MEMBERS_CHANGED("members-changed"),
  MEMBERS_CONFIRMED("members-confirmed"),
  EVENTS_LEFT_OUT("events-left-out"),
  WARNING("warning"),
  STOPPED("stopped");

  private static final Map<String, EventKind> BY_WORD =
      Stream.of(values()).collect(Collectors.toMap(EventKind::word, kind -> kind));

  private final String word;

  EventKind(String word) {
    this.word = word;
  }

  /**
   * What stands in the line.
   *
   * @return a word in lower case
   */
  public String word() {
    return word;
  }

  /**
   * Whether every event of this kind is told, however many wait to be read: those on which a
   * supervisor acts.
   *
   * @return false if it may be left out, and counted
   */
  public boolean isAlwaysTold() {
    return this == LEADERSHIP_GAINED || this == LEADERSHIP_LOST || this == STOPPED;
  }

  /**
   * The kind that a word stands for.
   *
   * @param word from an event line
   * @return the kind, or empty if the word is unknown
   */
  static Optional<EventKind> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
