/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

/**
 * One thing that happens, as a number of 24 bits: what; which message of the state, or which node
 * and which of several arguments; and which of the possible outcomes.
 */
final class Action {

  static final int BITS = 24;

  private static final int OUTCOME_BITS = 4;
  private static final int ARGUMENT_BITS = 4;
  private static final int SUBJECT_BITS = 12;

  private Action() {}

  static int withMessage(Event event, int index, int outcome) {
    return (((event.number() << OUTCOME_BITS) | outcome) << SUBJECT_BITS) | index;
  }

  static int atNode(Event event, int node, int argument, int outcome) {
    return withMessage(event, (node << ARGUMENT_BITS) | argument, outcome);
  }

  static Event event(int action) {
    return Event.of(action >>> (SUBJECT_BITS + OUTCOME_BITS));
  }

  static int outcome(int action) {
    return (action >>> SUBJECT_BITS) & ((1 << OUTCOME_BITS) - 1);
  }

  /** Which message of the state it is about. */
  static int message(int action) {
    return action & ((1 << SUBJECT_BITS) - 1);
  }

  static int node(int action) {
    return message(action) >>> ARGUMENT_BITS;
  }

  static int argument(int action) {
    return action & ((1 << ARGUMENT_BITS) - 1);
  }
}
