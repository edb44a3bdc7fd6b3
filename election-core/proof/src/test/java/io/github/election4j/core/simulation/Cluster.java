/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Leader;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.WireCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** All nodes of one run, their network, and what watches them. */
final class Cluster implements SimulatedNode.ClusterServices {

  private static final int TRACE_CAPACITY = 1 << 12;
  private static final WireCodec CODEC = new WireCodec("simulation");

  private final SimulationPlan plan;
  private final MachineUnderTest.Factory machines;
  private final World world;
  private final SimulatedNetwork network;
  private final Messenger messenger;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final SplittableRandom random;

  Cluster(SimulationPlan plan, MachineUnderTest.Factory machines, SplittableRandom root) {
    this.plan = plan;
    this.machines = machines;
    Timeline timeline = new Timeline();
    Roster roster = new Roster(plan.cluster().members());
    List<NodeClock> clocks = clocks();
    Exclusivity exclusivity =
        new Exclusivity(roster, timeline, clocks, plan.hardware().clocksWithinDrift());
    InvariantChecker checker = new InvariantChecker(roster, plan.cluster(), exclusivity);
    world = new World(timeline, roster, checker, new Trace(timeline, TRACE_CAPACITY), CODEC);
    network = new SimulatedNetwork(timeline, plan.cluster(), root.split());
    messenger =
        new Messenger(world, network, nodes, root.split(), plan.cluster().rpcTimeoutNanos());
    for (int index = 0; index < plan.cluster().size(); index++) {
      nodes.add(new SimulatedNode(make(index, clocks.get(index)), world, this, root.split()));
    }
    random = root.split();
  }

  private List<NodeClock> clocks() {
    List<NodeClock> clocks = new ArrayList<>();
    for (int index = 0; index < plan.cluster().size(); index++) {
      clocks.add(
          new NodeClock(
              plan.hardware().clockStarts().get(index), plan.hardware().clockRates().get(index)));
    }
    return clocks;
  }

  private SimulatedNode.Make make(int index, NodeClock clock) {
    return new SimulatedNode.Make(
        index,
        plan.cluster().members().get(index),
        List.of(
            plan.cluster().settings().atFirst().get(index),
            plan.cluster().settings().later().get(index)),
        clock,
        plan.hardware().meanWriteNanos());
  }

  World world() {
    return world;
  }

  SimulatedNetwork network() {
    return network;
  }

  SimulationPlan plan() {
    return plan;
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  @Override
  public Messenger messenger() {
    return messenger;
  }

  @Override
  public MachineUnderTest machine(
      NodeIdentity identity, SimulatedNode node, SplittableRandom machineRandom) {
    return machines.create(
        identity,
        node.settings(),
        node.store().load(),
        plan.cluster().firstConfiguration(node.index()),
        machineRandom);
  }

  /** The others may get evidence, or proof, and somebody starts the node again after a while. */
  @Override
  public void ended(SimulatedNode ended, Sender process) {
    for (SimulatedNode other : nodes) {
      if (other != ended
          && random.nextBoolean()
          && !network.link(ended.index(), other.index()).isCut()) {
        world
            .timeline()
            .after(network.usualDelay(), () -> other.deliver(new Input.PeerSuspected(ended.id())));
      }
    }
    prove(ended, process);
    long unit = plan.cluster().maxElectionNanos();
    long down = random.nextBoolean() ? random.nextLong(unit / 4) : random.nextLong(unit * 4);
    world.timeline().after(down, ended::start);
  }

  /**
   * In one run of three some of the others get proof; it may come late, when the node has long been
   * started again, and leads. In the other runs promises last: who knows of a death waits for less.
   * Drawn apart, so that a run is otherwise what it would be without.
   */
  private void prove(SimulatedNode ended, Sender process) {
    if (Math.floorMod(plan.id().seed(), 3) != 1) {
      return;
    }
    SplittableRandom proofs = new SplittableRandom(world.timeline().now() ^ ended.index());
    Input proof = new Input.ProcessDead(process.id(), process.incarnation());
    for (SimulatedNode other : nodes) {
      if (other != ended && proofs.nextInt(3) > 0) {
        long soon = proofs.nextLong(plan.cluster().heartbeatNanos());
        long late = proofs.nextLong(6 * plan.cluster().maxElectionNanos());
        world.timeline().after(proofs.nextInt(3) > 0 ? soon : late, () -> other.deliver(proof));
      }
    }
  }

  void startAll() {
    nodes.forEach(SimulatedNode::start);
  }

  /** Ends all faults at once; what is on its way still arrives. */
  void heal() {
    network.heal();
    for (SimulatedNode node : nodes) {
      node.heal();
      if (!plan.hardware().clocksWithinDrift()) {
        node.changeClockRate(NodeClock.TRUE_RATE);
      }
      node.start();
    }
  }

  /** The one active leader that every node runs, follows and knows, if it is so at this moment. */
  Optional<SimulatedNode> agreedLeader() {
    Optional<SimulatedNode> found = Optional.empty();
    for (SimulatedNode node : nodes) {
      if (node.isRunning() && node.process().view().role() == Role.LEADER) {
        found = Optional.of(node);
      }
    }
    return found.filter(
        leader -> world.checker().exclusivity().isActive(leader.index()) && allFollow(leader));
  }

  /** All members, as the leader knows them; a wiped or lost one is none any more. */
  private boolean allFollow(SimulatedNode leader) {
    NodeView view = leader.process().view();
    for (SimulatedNode node : nodes) {
      boolean member = view.cluster().configuration().names(node.id());
      boolean counts = member && !node.isGone();
      if (counts
          && (!node.isRunning() || !follows(node.process().view(), leader.id(), view.term()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean follows(NodeView view, String leader, long term) {
    Optional<Leader> known = view.leader();
    return view.term() == term
        && known.isPresent()
        && known.get().id().equals(leader)
        && known.get().term() == term;
  }

  /** Those whose disk was wiped, and those that are lost, as a bit set. */
  long gone() {
    long gone = 0;
    for (SimulatedNode node : nodes) {
      gone |= node.isGone() ? 1L << node.index() : 0;
    }
    return gone;
  }

  /** What a node is in the plan. */
  Member member(SimulatedNode node) {
    return plan.cluster().members().get(node.index());
  }

  /** The members that may be asked for: all but those whose disk was wiped, and the lost ones. */
  List<Member> eligible() {
    List<Member> eligible = new ArrayList<>();
    for (SimulatedNode node : nodes) {
      if (!node.isGone()) {
        eligible.add(member(node));
      }
    }
    return eligible;
  }

  /**
   * Whether a node may lose its disk: all others know it by that disk already, or its votes could
   * count twice, which nobody can prevent; and there are quorums without it for ever, of the
   * founders, whose configuration it starts with again, and of every configuration.
   */
  boolean canDoWithoutDiskOf(SimulatedNode node) {
    if (store(node).isEmpty() || !isQuorumWithout(node, plan.cluster().firstConfiguration(0))) {
      return false;
    }
    long identity = store(node).get().identity();
    for (SimulatedNode other : nodes) {
      Optional<Configuration> held = store(other).map(VoteRecord::configuration);
      Optional<ConfigurationMember> known = held.flatMap(each -> each.member(node.id()));
      if (other.isLost()) {
        continue;
      }
      if (known.isEmpty()
          || known.get().identity() != identity
          || !isQuorumWithout(node, held.get())) {
        return false;
      }
    }
    return true;
  }

  /** Where members change, even when one voter more has left meanwhile. */
  private boolean isQuorumWithout(SimulatedNode lost, Configuration configuration) {
    int spare = plan.changesMembers() ? 1 : 0;
    int voters = configuration.voters().size();
    int left = 0;
    for (SimulatedNode node : nodes) {
      boolean stays = node != lost && !node.isGone();
      boolean mayLead = member(node).priority() > 0;
      left += stays && mayLead && configuration.isVoter(node.id()) ? 1 : 0;
    }
    int quorum =
        Math.max((voters - spare) / 2 + 1, plan.cluster().settings().largestMinimumQuorum());
    return 2 * left > voters && left - spare >= quorum;
  }

  private static Optional<VoteRecord> store(SimulatedNode node) {
    return node.store().load();
  }

  /** How each node sees itself. */
  String inWords() {
    StringBuilder words = new StringBuilder();
    for (SimulatedNode node : nodes) {
      words.append(words.isEmpty() ? "" : "; ").append(node.id());
      if (node.isRunning()) {
        NodeView view = node.process().view();
        words.append(" is ").append(view.role()).append(" in term ").append(view.term());
        view.leader().ifPresent(leader -> words.append(", leader ").append(leader.id()));
      } else {
        words.append(" is down");
      }
    }
    return words.toString();
  }
}
