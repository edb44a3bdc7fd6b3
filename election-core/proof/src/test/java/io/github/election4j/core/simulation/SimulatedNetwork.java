/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.SplittableRandom;

/** Carries bytes between nodes, as badly as each link is at the moment. Every link is one-way. */
final class SimulatedNetwork {

  private static final double TAIL_EXPONENT = 1 / 1.1;
  private static final long LATEST_NANOS = 20 * Nanos.SECOND;

  private final Timeline timeline;
  private final SplittableRandom random;
  private final Link[][] links;
  private long isolated;
  private final long minDelayNanos;
  private final long spreadNanos;
  private final long maxDelayNanos;

  /** How bad a link is. Cuts are counted, since several faults may cut the same link. */
  static final class Link {
    private int cuts;
    private double loss;
    private double duplication;
    private long tailNanos;
    private double lateRepeats;

    void cut() {
      cuts++;
    }

    void restore() {
      cuts = Math.max(0, cuts - 1);
    }

    boolean isCut() {
      return cuts > 0;
    }

    void loss(double probability) {
      loss = probability;
    }

    void duplication(double probability) {
      duplication = probability;
    }

    /** Delays are heavy-tailed with that scale; 0 for none. */
    void tail(long scaleNanos) {
      tailNanos = scaleNanos;
    }

    void lateRepeats(double probability) {
      lateRepeats = probability;
    }

    private void heal() {
      lateRepeats = 0;
      cuts = 0;
      loss = 0;
      duplication = 0;
      tailNanos = 0;
    }
  }

  SimulatedNetwork(Timeline timeline, ClusterPlan plan, SplittableRandom random) {
    this.timeline = timeline;
    this.random = random;
    this.minDelayNanos = plan.heartbeatNanos() / 500;
    this.spreadNanos = plan.heartbeatNanos() / 50;
    this.maxDelayNanos = plan.maxElectionNanos() * 6;
    this.links = new Link[plan.size()][plan.size()];
    for (Link[] row : links) {
      for (int to = 0; to < row.length; to++) {
        row[to] = new Link();
      }
    }
  }

  Link link(int from, int to) {
    return links[from][to];
  }

  /** Sends: the arrival happens never, once or more often. False if it is lost at once. */
  boolean send(int from, int to, Occurrence arrival) {
    Link link = links[from][to];
    boolean unreached = ((isolated >>> from) & 1) != 0 || ((isolated >>> to) & 1) != 0;
    if (unreached || link.isCut() || (link.loss > 0 && random.nextDouble() < link.loss)) {
      return false;
    }
    timeline.after(delay(link), arrival);
    while (link.duplication > 0 && random.nextDouble() < link.duplication) {
      timeline.after(delay(link), arrival);
    }
    if (link.lateRepeats > 0 && random.nextDouble() < link.lateRepeats) {
      timeline.after(lateness(), arrival);
    }
    return true;
  }

  /** As often between one and two tenths of a second as between ten seconds and twenty. */
  private long lateness() {
    double share = Math.exp(-random.nextDouble() * Math.log(LATEST_NANOS / (double) spreadNanos));
    return (long) (share * LATEST_NANOS);
  }

  /** How long something takes on a good link. */
  long usualDelay() {
    return minDelayNanos + random.nextLong(spreadNanos);
  }

  private long delay(Link link) {
    if (link.tailNanos == 0) {
      return usualDelay();
    }
    double tail = Math.pow(1 - random.nextDouble(), -TAIL_EXPONENT) - 1;
    return Math.min(maxDelayNanos, usualDelay() + (long) (tail * link.tailNanos));
  }

  /** Nobody reaches that node any more, nor it anybody; healing does not change that. */
  void isolate(int node) {
    isolated |= 1L << node;
  }

  /** The node is reached again. */
  void reconnect(int node) {
    isolated &= ~(1L << node);
  }

  void heal() {
    for (Link[] row : links) {
      for (Link link : row) {
        link.heal();
      }
    }
  }
}
