/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Input;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What can go wrong with a node, and what its owner may do to it. */
final class NodeFaults {

  private static final int MOST_EFFECTS = 40;
  private static final int EFFECTS_OF_A_STEP = 6;

  private final Cluster cluster;
  private final SplittableRandom random;

  NodeFaults(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  /**
   * Lets it happen to some node.
   *
   * @param kind what
   * @param nanos for how long, if it takes time
   */
  void strike(FaultKind kind, long nanos) {
    SimulatedNode node = victim();
    cluster.world().trace().add(node.index(), Trace.Verb.SUFFERS, kind);
    switch (kind) {
      case PAUSE -> node.pause(nanos);
      case PAUSE_IN_STEP ->
          node.expect(Hazard.after(random.nextInt(MOST_EFFECTS), () -> node.pause(nanos)));
      case CRASH -> node.crash();
      case CRASH_IN_STEP -> node.expect(Hazard.after(random.nextInt(MOST_EFFECTS), node::crash));
      case CRASH_IN_WRITE ->
          node.expect(Hazard.atWrite(random.nextInt(EFFECTS_OF_A_STEP), node::crash));
      case SLOW_DISK -> node.store().stallNext(nanos);
      case DISK_FAILURE -> node.store().failNext();
      case HUNG_DISK -> node.store().hangNext();
      case CLOCK_RATE -> node.changeClockRate(PlanMaker.clockRate(clockBound(), random));
      case TIMER_NOISE -> node.deliver(new Input.TimerFired());
      case RESIGN -> node.deliver(new Input.ResignAsked(Optional.empty()));
      case TRANSFER -> node.deliver(new Input.ResignAsked(Optional.of(anyNode().id())));
      case RESET -> node.deliver(new Input.ResetAsked());
      case OTHER_SETTINGS -> node.changeSettings();
      case CLOSE -> {
        if (random.nextBoolean()) {
          node.deliver(new Input.ResignAsked(Optional.empty()));
        }
        cluster
            .world()
            .timeline()
            .after(random.nextLong(nanos), () -> node.deliver(new Input.CloseAsked()));
      }
      case CLOCK_JUMP -> node.deliver(new Input.ClockJumped(nanos));
      case FALSE_EVIDENCE -> node.deliver(new Input.PeerSuspected(anyNode().id()));
      case TASK_OVERRUN -> {
        node.letTasksOverrun();
        node.deliver(new Input.ResignAsked(Optional.empty()));
      }
      case ENDLESS_TASK -> {
        node.letTasksGoOn();
        node.deliver(new Input.ResignAsked(Optional.empty()));
      }
      default -> throw new IllegalArgumentException("no fault of a node: " + kind);
    }
  }

  /** Wipes the disk of some node that the cluster can do without; false if there is none. */
  boolean wipeSomeDisk() {
    List<SimulatedNode> dispensable =
        cluster.nodes().stream().filter(cluster::canDoWithoutDiskOf).toList();
    if (dispensable.isEmpty()) {
      return false;
    }
    SimulatedNode node = dispensable.get(random.nextInt(dispensable.size()));
    cluster.world().trace().add(node.index(), Trace.Verb.SUFFERS, FaultKind.WIPED_DISK);
    node.wipeDisk();
    return true;
  }

  private double clockBound() {
    return cluster.plan().hardware().clocksWithinDrift()
        ? cluster.plan().cluster().settings().driftOfAll()
        : 0.5;
  }

  /** Half of the time the one that leads, since that is where faults hurt. */
  private SimulatedNode victim() {
    Optional<SimulatedNode> leader = cluster.agreedLeader();
    return leader.isPresent() && random.nextBoolean() ? leader.get() : anyNode();
  }

  private SimulatedNode anyNode() {
    return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
  }
}
