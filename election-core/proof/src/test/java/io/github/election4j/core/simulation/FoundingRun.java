/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Role;
import io.github.election4j.core.machine.Members;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Founders that were given other lists come up one after another, over a network that only delays.
 * Two of them are never active at once, except where no founder that both name could be asked; who
 * leads a founded cluster leads on; and where nobody does, somebody does when all are started again
 * with one list.
 */
final class FoundingRun {

  private static final long HEARTBEAT = FoundingWorld.HEARTBEAT;
  private static final long MAX_ELECTION = FoundingWorld.MAX_ELECTION;

  /** For so long all run before it is looked at what has become of them. */
  private static final long SETTLING = 24 * HEARTBEAT;

  /** Once all have the same list there is a leader within so long. */
  private static final long LEADER_WITHIN = 60 * HEARTBEAT;

  private final FoundingPlan plan;
  private final FoundingWorld world;
  private final Timeline timeline;
  private final List<FoundingNode> nodes;
  private final Map<FoundingNode, Long> founded = new HashMap<>();
  private boolean isOneCluster;

  /** Pairs of tenures that nobody could keep apart when the later one began. */
  private final Set<Set<Tenure>> beyondReach = new HashSet<>();

  private final Map<Tenure, Long> elected = new HashMap<>();

  private record Tenure(FoundingNode leader, long term) {}

  FoundingRun(FoundingPlan plan, MachineUnderTest.Factory machines) {
    this.plan = plan;
    world =
        new FoundingWorld(
            plan.size(),
            plan.latestNanos(),
            new SplittableRandom(plan.seed()),
            machines,
            this::look);
    timeline = world.timeline();
    nodes = world.nodes();
    if (plan.slow()) {
      world.drawSlowLinks();
    }
  }

  long happened() {
    return timeline.happened();
  }

  /** Runs to the end, or to the first invariant that is broken. */
  Optional<Violation> violation() {
    return Violation.of(this::run);
  }

  /**
   * Runs to the end. Throws {@link Violation}.
   *
   * @return whether two were active whom no common founder could have kept apart
   */
  boolean run() {
    for (int node = 0; node < plan.size(); node++) {
      FoundingNode founder = nodes.get(node);
      List<Integer> list = plan.lists().get(node);
      timeline.at(plan.startNanos().get(node), () -> start(founder, list));
    }
    timeline.runUntil(plan.lastStartNanos() + SETTLING);
    if (founded.isEmpty()) {
      correct();
    } else if (!plan.slow()) {
      founded.forEach(this::requireLeading);
    }
    return !beyondReach.isEmpty();
  }

  /** The owner gives the same list to all of them. */
  private void correct() {
    isOneCluster = true;
    world.heal();
    nodes.forEach(FoundingNode::crash);
    List<Integer> all = IntStream.range(0, plan.size()).boxed().toList();
    nodes.forEach(node -> start(node, all));
    if (!world.comesTrue(world::isLed, LEADER_WITHIN)) {
      throw new Violation(Invariant.LEADER_IN_TIME, "nobody leads after the correction: " + this);
    }
  }

  private void requireLeading(FoundingNode leader, long term) {
    if (leader.view().role() != Role.LEADER || leader.view().term() != term) {
      throw new Violation(
          Invariant.QUIET_WHEN_WELL,
          "%s had founded a cluster in term %d: %s".formatted(leader.id(), term, this));
    }
  }

  private void start(FoundingNode node, List<Integer> list) {
    world.start(node, Members.founding(plan.membersOf(list)));
  }

  // ---- what must hold

  private void look(FoundingNode node) {
    if (node.view().role() == Role.LEADER) {
      elected.putIfAbsent(tenureOf(node), timeline.now());
    }
    if (!node.isActive(timeline.now())) {
      return;
    }
    for (FoundingNode other : nodes) {
      if (!other.equals(node) && other.isActive(timeline.now())) {
        requireApart(node, other);
      }
    }
    if (node.view().cluster().configuration().id().version() > 1) {
      founded.putIfAbsent(node, node.view().term());
    }
  }

  /** How long it takes, each time waiting for a heartbeat, to be told and to tell. */
  private long timeToTell() {
    return 2 * HEARTBEAT + 4 * (plan.latestNanos() + (plan.slow() ? FoundingWorld.SLOW_LINK : 0));
  }

  /**
   * Nobody can know of a list whose members he does not name, if nobody whom both name has been
   * there for long enough to be told and to tell, if its answer was not waited for.
   *
   * @param node who has just become active
   */
  private void requireApart(FoundingNode node, FoundingNode other) {
    Set<Tenure> both = Set.of(tenureOf(node), tenureOf(other));
    if (beyondReach.contains(both)) {
      return;
    }
    boolean allAgreed = timeline.now() - elected.get(tenureOf(node)) < MAX_ELECTION;
    long enough = allAgreed ? 0 : timeToTell();
    List<Integer> common = new ArrayList<>(plan.lists().get(nodes.indexOf(node)));
    common.retainAll(plan.lists().get(nodes.indexOf(other)));
    boolean couldKnow =
        common.stream().anyMatch(member -> nodes.get(member).hasRunFor(enough, timeline.now()));
    if (isOneCluster || couldKnow) {
      throw new Violation(
          Invariant.ONE_ACTIVE_LEADER,
          "%s and %s are both active: %s".formatted(node.id(), other.id(), this));
    }
    beyondReach.add(both);
  }

  private static Tenure tenureOf(FoundingNode node) {
    return new Tenure(node, node.view().term());
  }

  @Override
  public String toString() {
    return plan.toString() + world;
  }
}
