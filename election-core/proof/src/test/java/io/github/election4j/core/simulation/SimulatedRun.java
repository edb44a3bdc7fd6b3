/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Members;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One run from its plan to its end: a time of faults, then none and a leader must be agreed on,
 * then another node gets into trouble and returns, then the leader ends.
 */
final class SimulatedRun {

  /**
   * A leader must be agreed on within this many maximum election timeouts after the faults stop.
   */
  static final int LEADER_WITHIN = 40;

  /**
   * An election costs at most so many requests for each pair of nodes, where timings are usual. The
   * most that 341,000 elections needed, in 181 simulated hours, was 39.
   */
  static final int MESSAGES_PER_PAIR = 60;

  /** One node alone may ask so many times in a maximum election timeout of another one. */
  private static final int MESSAGES_PER_HEARTBEAT = 4;

  /** Members are in force within this many maximum election timeouts. */
  private static final int MEMBERS_WITHIN = 100;

  private static final int SETTLING = 7;

  private final SimulationPlan plan;
  private final Cluster cluster;
  private final FaultInjector injector;
  private final SplittableRandom random;
  private RunResult.Worst worst = new RunResult.Worst(0, 0);

  SimulatedRun(RunId id, MachineUnderTest.Factory machines) {
    this(PlanMaker.make(id), machines);
  }

  /** A run that was planned by hand. */
  SimulatedRun(SimulationPlan plan, MachineUnderTest.Factory machines) {
    this.plan = plan;
    SplittableRandom root = new SplittableRandom(plan.id().seed());
    cluster = new Cluster(plan, machines, root.split());
    injector = new FaultInjector(cluster, root.split());
    random = root.split();
  }

  SimulationPlan plan() {
    return plan;
  }

  Timeline timeline() {
    return cluster.world().timeline();
  }

  /** The kinds of faults that have happened. */
  Set<FaultKind> faults() {
    return injector.happened();
  }

  /** The last of what happened, in words. */
  List<String> lastLines(int count) {
    return cluster.world().trace().lines(new Words(cluster.world().roster()), count);
  }

  /** Runs to the end, or to the first invariant that is broken. */
  Optional<Violation> violation() {
    return Violation.of(this::run);
  }

  /** Runs to the end. Throws {@link Violation}. */
  RunResult run() {
    cluster.startAll();
    injector.start();
    timeline().runUntil(plan.faults().chaosNanos());
    injector.stop();
    cluster.heal();
    awaitLeader();
    settle();
    if (plan.changesMembers()) {
      awaitMembers();
    }
    new QuietTime(cluster).pass();
    new TroubledNode(cluster, random.split()).run();
    failOver();
    return new RunResult(
        timeline().now(),
        timeline().happened(),
        cluster.messenger().calls(),
        cluster.world().checker().elections(),
        worst,
        cluster.world().trace().digest());
  }

  /**
   * The first leader may hold what is left of an old lease only; what is still on its way may cost
   * it its tenure.
   */
  private void settle() {
    timeline().runUntil(timeline().now() + SETTLING * plan.cluster().maxElectionNanos());
    awaitLeader();
  }

  /**
   * Everybody is asked for, and must be in force, and still be when whatever was asked for before
   * has been given up.
   */
  private void awaitMembers() {
    List<Member> wanted = cluster.eligible();
    long voters = wanted.stream().filter(Member::voter).count();
    if (voters < plan.cluster().settings().largestMinimumQuorum()
        || wanted.stream().noneMatch(member -> member.voter() && member.priority() > 0)) {
      return;
    }
    long unit = plan.cluster().maxElectionNanos();
    long end = timeline().now() + MEMBERS_WITHIN * unit;
    boolean before = false;
    while (!before || !isInForce(wanted)) {
      before = isInForce(wanted);
      if (timeline().now() > end) {
        throw new Violation(
            Invariant.MEMBERS_IN_TIME,
            "%s are not in force after %d maximum election timeouts: %s"
                .formatted(wanted, MEMBERS_WITHIN, cluster.inWords()));
      }
      cluster.agreedLeader().ifPresent(leader -> leader.deliver(new Input.MembersProposed(wanted)));
      timeline().runUntil(timeline().now() + 2 * unit);
    }
    awaitLeader();
  }

  private boolean isInForce(List<Member> wanted) {
    return cluster
        .agreedLeader()
        .map(leader -> Members.of(leader.process().view().cluster().configuration()))
        .filter(members -> Set.copyOf(members).equals(Set.copyOf(wanted)))
        .isPresent();
  }

  private void failOver() {
    cluster.agreedLeader().ifPresent(SimulatedNode::crash);
    long calls = awaitLeader();
    int pairs = Math.max(1, plan.cluster().size() * (plan.cluster().size() - 1));
    long heartbeats = plan.cluster().maxElectionNanos() / plan.cluster().heartbeatNanos();
    if (calls > Math.max(MESSAGES_PER_PAIR, MESSAGES_PER_HEARTBEAT * heartbeats) * pairs) {
      throw new Violation(
          Invariant.BOUNDED_MESSAGES,
          "%d pre-vote and vote requests among %d nodes".formatted(calls, plan.cluster().size()));
    }
    worst = worst.or(new RunResult.Worst(0, calls / (double) pairs));
  }

  /** How many pre-vote and vote requests were sent until a leader was agreed on. */
  private long awaitLeader() {
    long unit = plan.cluster().maxElectionNanos();
    long begin = timeline().now();
    long callsBefore = cluster.messenger().electionCalls();
    // A disk may take a lease for a write in the mean: an election then waits for luck with
    // several.
    long patience = LEADER_WITHIN * Math.max(unit, 4 * plan.hardware().meanWriteNanos());
    while (cluster.agreedLeader().isEmpty()) {
      if (timeline().now() - begin > patience) {
        throw new Violation(
            Invariant.LEADER_IN_TIME,
            "none after %d maximum election timeouts: %s"
                .formatted(patience / unit, cluster.inWords()));
      }
      timeline().runUntil(timeline().now() + plan.cluster().heartbeatNanos() / 2);
    }
    worst = worst.or(new RunResult.Worst((timeline().now() - begin) / (double) unit, 0));
    return cluster.messenger().electionCalls() - callsBefore;
  }
}
