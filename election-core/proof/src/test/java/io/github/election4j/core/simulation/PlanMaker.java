/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.core.machine.MachineSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws a plan from a seed. Each part has a generator of its own, so that leaving a fault out, or a
 * node, changes as little as possible of the rest.
 */
final class PlanMaker {

  private static final int[] SIZES = {1, 2, 3, 3, 3, 3, 4, 5, 5, 5, 6, 7, 8, 9};
  private static final double[] KIND_SHARES = {0.05, 0.2, 0.4, 0.7};

  /** One run in so many. */
  private static final int MEMBERSHIP_RUNS = 5;

  private static final int[] PRIORITIES = {1, 1, 1, 2, 5};

  private PlanMaker() {}

  static SimulationPlan make(RunId id) {
    SplittableRandom root = new SplittableRandom(id.seed() * 0x9E3779B97F4A7C15L + 1);
    Map<FaultKind, Double> intervals = intervalsInElections(id, root.split());
    ClusterPlan cluster = cluster(id, intervals.keySet(), root.split());
    SimulationPlan.Hardware hardware = hardware(cluster, root.split());
    return new SimulationPlan(id, cluster, hardware, faults(intervals, cluster, root.split()));
  }

  private static ClusterPlan cluster(RunId id, Set<FaultKind> kinds, SplittableRandom random) {
    boolean changesMembers = kinds.stream().anyMatch(FaultKind.OF_MEMBERS::contains);
    int drawn = SIZES[random.nextInt(SIZES.length)];
    int size = id.nodes().orElse(drawn);
    boolean plain = random.nextBoolean();
    List<Member> members = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      members.add(member(index, plain, random.split()));
    }
    int founders = random.nextBoolean() || !changesMembers ? size : 1 + random.nextInt(size);
    int voters = (int) members.subList(0, founders).stream().filter(Member::voter).count();
    SettingsPlan settings =
        new SettingsMaker(voters, changesMembers)
            .make(size, kinds.contains(FaultKind.OTHER_SETTINGS), random.split());
    return new ClusterPlan(members, founders, settings, settings.longestHeartbeatNanos() * 2);
  }

  /** The first node may always lead, so that there is somebody who can. */
  private static Member member(int index, boolean plain, SplittableRandom random) {
    String name = String.valueOf((char) ('a' + index));
    Member member = Member.of(name, name + ":7400");
    if (plain) {
      return member;
    }
    member = member.withPriority(PRIORITIES[random.nextInt(PRIORITIES.length)]);
    if (index > 0 && random.nextInt(6) == 0) {
      return member.asObserver();
    }
    return index > 0 && random.nextInt(6) == 0 ? member.withPriority(0) : member;
  }

  private static SimulationPlan.Hardware hardware(ClusterPlan cluster, SplittableRandom random) {
    double drift = cluster.settings().driftOfAll();
    boolean withinDrift = random.nextInt(12) != 0;
    List<Long> starts = new ArrayList<>();
    List<Long> rates = new ArrayList<>();
    for (int index = 0; index < cluster.size(); index++) {
      starts.add(clockStart(random.split()));
      rates.add(clockRate(withinDrift ? drift : 0.5, random.split()));
    }
    long meanWrite = meanWrite(cluster, random);
    return new SimulationPlan.Hardware(starts, rates, withinDrift, meanWrite);
  }

  /** Often no time at all; now and then more than a lease. */
  private static long meanWrite(ClusterPlan cluster, SplittableRandom random) {
    long longest =
        2
            * cluster.settings().atFirst().stream()
                .mapToLong(MachineSettings::leaseNanos)
                .max()
                .orElseThrow();
    return switch (random.nextInt(6)) {
      case 0, 1 -> cluster.heartbeatNanos() / (10 + random.nextInt(100));
      case 2 -> (long) (longest * Math.exp(-random.nextDouble() * Math.log(20)));
      default -> 0;
    };
  }

  /** Anything that {@code System.nanoTime} may return; often a few seconds before it overflows. */
  private static long clockStart(SplittableRandom random) {
    return random.nextInt(3) == 0
        ? Long.MAX_VALUE - random.nextLong(20 * Nanos.SECOND)
        : random.nextLong();
  }

  /** A rate within the bound; often exactly at it. */
  static long clockRate(double bound, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> NodeClock.rateOff(bound);
      case 1 -> NodeClock.rateOff(-bound);
      case 2 -> NodeClock.TRUE_RATE;
      default -> NodeClock.rateOff(bound * (2 * random.nextDouble() - 1));
    };
  }

  /** How much time passes between two faults of a kind, in maximum election timeouts. */
  private static Map<FaultKind, Double> intervalsInElections(RunId id, SplittableRandom random) {
    double share = KIND_SHARES[random.nextInt(KIND_SHARES.length)];
    Map<FaultKind, Double> intervals = new EnumMap<>(FaultKind.class);
    for (FaultKind kind : FaultKind.values()) {
      boolean enabled = random.nextDouble() < share;
      double inElections = Math.exp(random.nextDouble() * Math.log(30));
      if (enabled && id.allowed().contains(kind)) {
        intervals.put(kind, inElections);
      }
    }
    if (random.nextInt(MEMBERSHIP_RUNS) == 0) {
      addChangesOfMembers(id, intervals, random);
    }
    return intervals;
  }

  /** A run that is all about members: they are asked for again before the last are in force. */
  private static void addChangesOfMembers(
      RunId id, Map<FaultKind, Double> intervals, SplittableRandom random) {
    for (FaultKind kind : FaultKind.values()) {
      double inElections = 1 + 5 * random.nextDouble();
      if (FaultKind.OF_MEMBERS.contains(kind) && id.allowed().contains(kind)) {
        intervals.put(kind, inElections);
      }
    }
  }

  private static SimulationPlan.Faults faults(
      Map<FaultKind, Double> intervals, ClusterPlan cluster, SplittableRandom random) {
    Map<FaultKind, Long> inNanos = new EnumMap<>(FaultKind.class);
    intervals.forEach(
        (kind, inElections) ->
            inNanos.put(kind, (long) (inElections * cluster.maxElectionNanos())));
    long chaos = (10 + random.nextInt(40)) * cluster.maxElectionNanos();
    return new SimulationPlan.Faults(inNanos, chaos);
  }
}
