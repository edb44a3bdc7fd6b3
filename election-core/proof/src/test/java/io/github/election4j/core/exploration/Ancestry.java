/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import java.util.ArrayList;
import java.util.List;

/** From which state, and by which action, each state was first reached. */
final class Ancestry {

  private static final int CHUNK_BITS = 20;

  private final List<long[]> chunks = new ArrayList<>();
  private long size;

  /** The next state, reached from an earlier one. */
  void add(long parent, int action) {
    int within = (int) (size & ((1 << CHUNK_BITS) - 1));
    if (within == 0) {
      chunks.add(new long[1 << CHUNK_BITS]);
    }
    chunks.getLast()[within] = (parent << Action.BITS) | action;
    size++;
  }

  long size() {
    return size;
  }

  /**
   * The actions from the first state to this one: a shortest way, since the search is by breadth.
   */
  List<Integer> actionsTo(long state) {
    List<Integer> actions = new ArrayList<>();
    for (long at = state; at > 0; ) {
      long entry = chunks.get((int) (at >>> CHUNK_BITS))[(int) at & ((1 << CHUNK_BITS) - 1)];
      actions.addFirst((int) (entry & ((1 << Action.BITS) - 1)));
      at = entry >>> Action.BITS;
    }
    return actions;
  }
}
