/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * What can go wrong in a run. Each run enables some of these, so that rare combinations are met,
 * and rare absences too.
 */
enum FaultKind {
  /** Messages are lost on some links for a while. */
  LOSS,
  /** Delays on some links are heavy-tailed for a while. */
  DELAY,
  /** Messages are delivered more than once for a while. */
  DUPLICATION,
  /** The nodes fall into two groups that do not reach each other. */
  PARTITION,
  /** Some links carry nothing in one direction. */
  ONE_WAY_CUT,
  /** Each pair of nodes may or may not reach each other. */
  PARTIAL_PARTITION,
  /** A link fails and heals again and again. */
  FLAPPING_LINK,
  /** All connections with the leader break, and everybody else suspects that it is gone. */
  CUT_OFF_LEADER,
  /** A node does nothing for a while, and is late for everything then. */
  PAUSE,
  /** A node is paused between two effects of a step. */
  PAUSE_IN_STEP,
  /** A node's process ends and is started again later. */
  CRASH,
  /** A node's process ends between two effects of a step. */
  CRASH_IN_STEP,
  /** A node's process ends while a record is written, before it or just after. */
  CRASH_IN_WRITE,
  /** A record takes long to write. */
  SLOW_DISK,
  /** A record cannot be written, which the node learns when it would have been. */
  DISK_FAILURE,
  /** A clock's rate changes. */
  CLOCK_RATE,
  /** A node is told that its monotonic clock stood still. */
  CLOCK_JUMP,
  /** A timer fires when it was not due. */
  TIMER_NOISE,
  /** A node is asked to resign. */
  RESIGN,
  /** A node is asked to hand over to another. */
  TRANSFER,
  /** A node is asked to forget its leader. */
  RESET,
  /** A node is closed in an orderly way, and started again later. */
  CLOSE,
  /** A transport suspects a peer that is alive. */
  FALSE_EVIDENCE,
  /** A task does not end in time. */
  TASK_OVERRUN,
  /** The leader is asked to change the members. */
  MEMBERS,
  /** A node that all others know by its disk comes back with an empty one. */
  WIPED_DISK,
  /** Everybody who says that it leads is asked for other members. */
  RIVAL_MEMBERS,
  /** The leader is asked to add everybody, or to leave one voter alone. */
  GROW_OR_SHRINK,
  /** The leader is asked to replace all members, itself too. */
  REPLACE_ALL,
  /** A node is started again with other settings. */
  OTHER_SETTINGS,
  /** Messages on some links arrive again, up to 20 s late, for a while. */
  LATE_REPEATS,
  /** Tasks go on for several election timeouts before the node learns what became of them. */
  ENDLESS_TASK,
  /** A write does not end: until the process does, or all is healed. */
  HUNG_DISK,
  /** Some nodes are lost for good, and the others are given themselves as members, offline. */
  RECOVERY;

  /** All that change the members. */
  static final Set<FaultKind> OF_MEMBERS =
      Set.copyOf(EnumSet.of(MEMBERS, RIVAL_MEMBERS, GROW_OR_SHRINK, REPLACE_ALL));
}
