/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import java.util.Locale;

/**
 * What a search has seen.
 *
 * @param name of its plan
 * @param size of the space
 * @param work what it took
 * @param nanos how long it took
 */
record Report(String name, Size size, Work work, long nanos) {

  /**
   * Of the space.
   *
   * @param states how many distinct states were met
   * @param depth after how many actions the deepest was
   * @param exhausted whether there are no others
   */
  record Size(long states, int depth, boolean exhausted) {}

  /**
   * What it took.
   *
   * @param nodeStates how many distinct states single nodes had
   * @param steps how many different steps of single nodes were made by the real machine
   */
  record Work(int nodeStates, int steps) {}

  @Override
  public String toString() {
    double seconds = nanos / 1e9;
    return String.format(
        Locale.ROOT,
        "%s: %,d distinct states to depth %d, %s; %,.0f states/s in %.1f s; %,d states of single"
            + " nodes, %,d steps of the machine",
        name,
        size.states,
        size.depth,
        size.exhausted ? "exhausted" : "not exhausted",
        size.states / seconds,
        seconds,
        work.nodeStates,
        work.steps);
  }
}
