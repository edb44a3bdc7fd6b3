/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Lease;
import java.util.Arrays;
import java.util.List;

/**
 * Checks {@link Invariant#ONE_ACTIVE_LEADER} at every true instant. Two leases can begin to overlap
 * only when one is shown or when one begins, so these moments are looked at. A paused node is
 * active for as long as what it showed last says so; a crashed one is not. One that has given its
 * lease up and not released it keeps others out, too. Whoever was elected last has to wait for the
 * others, unless its owner does not want it to.
 */
final class Exclusivity {

  private final Roster roster;
  private final Timeline timeline;
  private final List<NodeClock> clocks;
  private final Shown[] shown;
  private final boolean demanded;

  /**
   * What a node shows.
   *
   * @param term the term that it leads
   * @param waits whether it is active only when the promises to others have run out
   * @param lease from when and until when it is active
   */
  record Shown(long term, boolean waits, Lease lease) {
    private static final Shown NOTHING = new Shown(0, true, Lease.NONE);
  }

  /**
   * Makes the check.
   *
   * @param roster all nodes
   * @param timeline true time
   * @param clocks of each node
   * @param demanded whether it must hold in this run at all
   */
  Exclusivity(Roster roster, Timeline timeline, List<NodeClock> clocks, boolean demanded) {
    this.roster = roster;
    this.timeline = timeline;
    this.clocks = List.copyOf(clocks);
    this.shown = new Shown[roster.size()];
    this.demanded = demanded;
    Arrays.fill(shown, Shown.NOTHING);
  }

  /** A node shows another lease. */
  void shows(int node, Shown now) {
    if (now.equals(shown[node])) {
      return;
    }
    shown[node] = now;
    lookAt(node);
  }

  /** A node's process is gone, and acts no more. */
  void crashed(int node) {
    shown[node] = Shown.NOTHING;
  }

  /** A node's clock runs at another rate. */
  void clockChanged(int node) {
    lookAt(node);
  }

  boolean isActive(int node) {
    Lease lease = shown[node].lease();
    return lease.held() && lease.isValid(clocks.get(node).read(timeline.now()));
  }

  /** Active, or about to hand over: its tasks may finish what they have begun. */
  private boolean keepsOthersOut(int node) {
    return isActive(node) || shown[node].lease().isGivenUp(clocks.get(node).read(timeline.now()));
  }

  private void lookAt(int node) {
    Lease lease = shown[node].lease();
    if (!demanded || lease.equals(Lease.NONE)) {
      return;
    }
    long begins = clocks.get(node).whenItReads(lease.fromNanos());
    if (begins > timeline.now() && begins != NodeClock.NEVER) {
      timeline.at(begins, () -> lookAgain(node, lease));
    }
    check(node);
  }

  private void lookAgain(int node, Lease expected) {
    if (shown[node].lease().equals(expected)) {
      check(node);
    }
  }

  private void check(int node) {
    if (!keepsOthersOut(node)) {
      return;
    }
    for (int other = 0; other < shown.length; other++) {
      boolean oneActs = isActive(node) || isActive(other);
      if (other != node && oneActs && keepsOthersOut(other) && laterWaits(node, other)) {
        throw new Violation(
            Invariant.ONE_ACTIVE_LEADER,
            "%s and %s are both active; %s until %d ns and %s until %d ns from now, by their clocks"
                .formatted(
                    roster.id(node),
                    roster.id(other),
                    roster.id(node),
                    remaining(node),
                    roster.id(other),
                    remaining(other)));
      }
    }
  }

  private boolean laterWaits(int node, int other) {
    return shown[node].term() > shown[other].term() ? shown[node].waits() : shown[other].waits();
  }

  private long remaining(int node) {
    return shown[node].lease().untilNanos() - clocks.get(node).read(timeline.now());
  }
}
