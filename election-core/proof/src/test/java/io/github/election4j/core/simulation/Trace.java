/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Remembers what happened last, as the objects that it happened with: they are put into words only
 * if somebody asks. It also keeps a digest of everything that ever happened, by which two runs are
 * told to be the same.
 */
final class Trace {

  /** What happened to a node. */
  enum Verb {
    STARTS,
    TAKES,
    DOES,
    LOSES,
    FAILS_TO_DO,
    IS_CUT_SHORT,
    CRASHES,
    PAUSES,
    GOES_ON,
    SUFFERS
  }

  private final Timeline timeline;
  private final long[] times;
  private final int[] nodes;
  private final Verb[] verbs;
  private final Object[] whats;
  private long count;
  private long digest;

  Trace(Timeline timeline, int capacity) {
    this.timeline = timeline;
    this.times = new long[capacity];
    this.nodes = new int[capacity];
    this.verbs = new Verb[capacity];
    this.whats = new Object[capacity];
  }

  void add(int node, Verb verb, Object what) {
    int slot = (int) (count++ % times.length);
    times[slot] = timeline.now();
    nodes[slot] = node;
    verbs[slot] = verb;
    whats[slot] = what;
    digest =
        (digest ^ timeline.now() ^ ((long) node << 56) ^ ((long) verb.name().hashCode() << 24))
            * 0x9E3779B97F4A7C15L;
  }

  /** Differs, most probably, between runs that differ. */
  long digest() {
    return digest;
  }

  long count() {
    return count;
  }

  /** The last of what happened, oldest first, one line each. */
  List<String> lines(Words words, int last) {
    int shown = (int) Math.min(Math.min(last, count), times.length);
    List<String> lines = new ArrayList<>(shown);
    for (long position = count - shown; position < count; position++) {
      int slot = (int) (position % times.length);
      lines.add(
          "%14.6f ms  %-2s %s"
              .formatted(
                  times[slot] / (double) Nanos.MILLISECOND,
                  words.node(nodes[slot]),
                  words.of(verbs[slot], whats[slot])));
    }
    return lines;
  }
}
