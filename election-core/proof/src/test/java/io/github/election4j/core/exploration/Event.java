/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import java.util.List;

/** What may happen next in a cluster. */
enum Event {
  /** A message arrives. */
  DELIVERY(0),
  /** A message arrives, and will arrive again. */
  DUPLICATION(1),
  /** A message is lost, and whoever waits for an answer may learn it. */
  LOSS(2),
  /** A tick passes at all nodes. */
  TICK(3),
  /** A node's timer fires; if clocks do not run together, its clock goes to that moment first. */
  TIMER(4),
  /** A process ends. */
  CRASH(5),
  /** A process starts. */
  START(6),
  /** A leader is asked to hand over. */
  RESIGN(7),
  /** The tasks of a leader that hands over have ended. */
  TASKS_END(8),
  /** A leader is asked for other members. */
  PROPOSAL(9),
  /** What a node is writing is durable, and it learns so. */
  WRITTEN(10),
  /** A node gets proof that a process has ended, perhaps long after that. */
  PROOF(11);

  private static final List<Event> ALL = List.of(values());

  private final int number;

  Event(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Event of(int number) {
    return ALL.get(number);
  }
}
