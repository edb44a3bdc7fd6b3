/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Lets faults happen at random times, each kind by a generator of its own, until it is stopped. */
final class FaultInjector {

  private final Cluster cluster;
  private final Map<FaultKind, SplittableRandom> randoms = new EnumMap<>(FaultKind.class);
  private final List<Occurrence> underWay = new ArrayList<>();
  private final Set<FaultKind> happened = EnumSet.noneOf(FaultKind.class);
  private boolean stopped;

  FaultInjector(Cluster cluster, SplittableRandom root) {
    this.cluster = cluster;
    for (FaultKind kind : FaultKind.values()) {
      randoms.put(kind, root.split());
    }
  }

  /** The kinds of which at least one has happened. */
  Set<FaultKind> happened() {
    return happened;
  }

  /** Plans the first fault of each kind that the plan has. */
  void start() {
    cluster.plan().faults().meanIntervals().forEach(this::planNext);
  }

  /** Ends all faults that are under way, and lets no more happen. */
  void stop() {
    stopped = true;
    underWay.forEach(Occurrence::happen);
    underWay.clear();
  }

  private void planNext(FaultKind kind, long meanInterval) {
    SplittableRandom random = randoms.get(kind);
    long wait = (long) (-Math.log(1 - random.nextDouble()) * meanInterval);
    cluster.world().timeline().after(wait, () -> strike(kind, meanInterval));
  }

  private void strike(FaultKind kind, long meanInterval) {
    if (stopped) {
      return;
    }
    SplittableRandom random = randoms.get(kind).split();
    Occurrence healing = strike(kind, random);
    underWay.add(healing);
    cluster.world().timeline().after(duration(random), () -> heal(healing));
    planNext(kind, meanInterval);
  }

  private void heal(Occurrence healing) {
    if (underWay.remove(healing)) {
      healing.happen();
    }
  }

  /** Anything from a few per cent of an election timeout to several of them. */
  private long duration(SplittableRandom random) {
    double inElections = 0.03 * Math.exp(random.nextDouble() * Math.log(200));
    return (long) (inElections * cluster.plan().cluster().maxElectionNanos());
  }

  private Occurrence strike(FaultKind kind, SplittableRandom random) {
    if (!canHappen(kind, random)) {
      return new NothingToEnd();
    }
    happened.add(kind);
    return switch (kind) {
      case LOSS,
          DELAY,
          DUPLICATION,
          LATE_REPEATS,
          PARTITION,
          ONE_WAY_CUT,
          PARTIAL_PARTITION,
          FLAPPING_LINK,
          CUT_OFF_LEADER ->
          new NetworkFaults(cluster, random).strike(kind);
      case MEMBERS, RIVAL_MEMBERS, GROW_OR_SHRINK, REPLACE_ALL -> {
        new MemberFaults(cluster, random).strike(kind);
        yield new NothingToEnd();
      }
      case RECOVERY, WIPED_DISK -> new NothingToEnd();
      default -> {
        new NodeFaults(cluster, random).strike(kind, duration(random));
        yield new NothingToEnd();
      }
    };
  }

  /** Lets happen what happens only where a cluster outlives it. */
  private boolean canHappen(FaultKind kind, SplittableRandom random) {
    return switch (kind) {
      case RECOVERY -> new OfflineRecovery(cluster, random).happens();
      case WIPED_DISK -> new NodeFaults(cluster, random).wipeSomeDisk();
      default -> true;
    };
  }

  /** A new one each time, so that each fault that is under way can be told from the others. */
  private static final class NothingToEnd implements Occurrence {

    @Override
    public void happen() {}
  }
}
