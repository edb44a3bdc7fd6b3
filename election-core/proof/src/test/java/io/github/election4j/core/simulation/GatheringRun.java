/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Processes that were given no list of founders find one another, each of them others than the rest
 * at first. They found one cluster and never two, whatever is lost and whoever crashes; who is not
 * of the founders joins.
 */
final class GatheringRun {

  /** Once all find everybody there is a leader within so long, all founders following it. */
  private static final long LEADER_WITHIN = 200 * FoundingWorld.HEARTBEAT;

  private final GatheringPlan plan;
  private final SplittableRandom random;
  private final FoundingWorld world;
  private final Timeline timeline;

  /** Of the list that somebody was active with. */
  private OptionalLong foundedOrigin = OptionalLong.empty();

  GatheringRun(GatheringPlan plan, MachineUnderTest.Factory machines) {
    this.plan = plan;
    random = new SplittableRandom(plan.seed());
    world =
        new FoundingWorld(plan.size(), 2 * Nanos.MILLISECOND, random.split(), machines, this::look);
    timeline = world.timeline();
    world.loses(plan.lostOfThousand());
  }

  long happened() {
    return timeline.happened();
  }

  /** Runs to the end, or to the first invariant that is broken. */
  Optional<Violation> violation() {
    return Violation.of(this::run);
  }

  /** Runs to the end. Throws {@link Violation}. */
  void run() {
    for (int node = 0; node < plan.size(); node++) {
      int which = node;
      timeline.at(plan.startNanos().get(node), () -> start(which));
    }
    for (int crash = 0; crash < plan.crashes(); crash++) {
      int node = random.nextInt(plan.size());
      long since = random.nextLong(GatheringPlan.CALM - Nanos.SECOND);
      timeline.at(since, () -> world.nodes().get(node).crash());
      timeline.at(since + random.nextLong(Nanos.SECOND), () -> start(node));
    }
    timeline.runUntil(GatheringPlan.CALM);
    world.heal();
    if (!world.comesTrue(this::isFounded, LEADER_WITHIN)) {
      throw new Violation(Invariant.LEADER_IN_TIME, "nobody has founded a cluster: " + this);
    }
  }

  private void start(int which) {
    FoundingNode node = world.nodes().get(which);
    if (!node.isRunning()) {
      world.start(node, Configuration.NONE);
      lookAround(which, node.process(), 0);
    }
  }

  /** As the runtime does, but that it believes each look. */
  private void lookAround(int which, int process, int looks) {
    FoundingNode node = world.nodes().get(which);
    if (node.process() != process) {
      return;
    }
    List<Integer> found = plan.picture(which, looks);
    if (found.size() >= plan.expected()) {
      world.step(
          node,
          process,
          new Input.FoundersGathered(
              found.stream().limit(plan.expected()).map(FoundingPlan::member).toList()));
    }
    timeline.after(GatheringPlan.LOOK, () -> lookAround(which, process, looks + 1));
  }

  // ---- what must hold

  private void look(FoundingNode node) {
    if (!node.isActive(timeline.now())) {
      return;
    }
    long origin = node.view().cluster().configuration().origin();
    if (foundedOrigin.orElse(origin) != origin) {
      throw new Violation(
          Invariant.ONE_ACTIVE_LEADER,
          "%s is active in a second cluster: %s".formatted(node.id(), this));
    }
    foundedOrigin = OptionalLong.of(origin);
    for (FoundingNode other : world.nodes()) {
      if (!other.equals(node) && other.isActive(timeline.now())) {
        throw new Violation(
            Invariant.ONE_ACTIVE_LEADER,
            "%s and %s are both active: %s".formatted(node.id(), other.id(), this));
      }
    }
  }

  /** One is active, and all founders follow; nobody else has a configuration of its own. */
  private boolean isFounded() {
    Optional<FoundingNode> leader =
        world.nodes().stream().filter(node -> node.isActive(timeline.now())).findFirst();
    if (leader.isEmpty()) {
      return false;
    }
    Configuration founded = leader.get().view().cluster().configuration();
    return world.nodes().stream()
        .allMatch(node -> agrees(node.id(), node.view(), leader.get().id(), founded));
  }

  private static boolean agrees(String id, NodeView view, String leader, Configuration founded) {
    Configuration held = view.cluster().configuration();
    return founded.member(id).map(ConfigurationMember::voter).orElse(false)
        ? view.leader().filter(known -> known.id().equals(leader)).isPresent()
        : held.equals(Configuration.NONE);
  }

  @Override
  public String toString() {
    return plan.toString() + world;
  }
}
