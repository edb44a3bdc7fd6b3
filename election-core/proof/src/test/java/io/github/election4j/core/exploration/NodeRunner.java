/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.exploration.NodeState.Life;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.core.simulation.Invariant;
import io.github.election4j.core.simulation.MachineUnderTest;
import io.github.election4j.core.simulation.Violation;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Puts real machines into a state, lets them make one step, and takes the state that they are in.
 */
final class NodeRunner {

  /** Every election timeout is the shortest one: a longer one is a timer that fires late. */
  private static final RandomGenerator SHORTEST = () -> 0;

  private final ExplorationPlan plan;
  private final MachineUnderTest.Factory machines;
  private final MachineFields fields;
  private final Interner<Object> values = new Interner<>();
  private final Moments moments;
  private final int armed;
  private final int lastRound;

  NodeRunner(ExplorationPlan plan, MachineUnderTest.Factory machines) {
    this.plan = plan;
    this.machines = machines;
    this.fields = new MachineFields(machine(0, Optional.empty()).getClass());
    this.moments = Moments.upTo(plan.settings());
    this.armed = fields.slot("armedNanos");
    this.lastRound = fields.slot("lastRound");
  }

  /**
   * A step that was made.
   *
   * @param after the node's state when all effects are carried out
   * @param effects what the machine asked for
   * @param view how the node sees itself
   */
  record Step(NodeState after, List<Effect> effects, NodeView view) {}

  /** A new process of a node that is down. */
  Step start(NodeState down) {
    boolean first = down.durable().isEmpty();
    long incarnation = down.durable().map(VoteRecord::incarnation).orElse(0L) + 1;
    MachineUnderTest machine = machine(down.node(), down.durable());
    return step(
        machine,
        down,
        new Life(first, incarnation, 0, Optional.empty(), Set.of()),
        new Input.Started());
  }

  Step step(NodeState before, Input input) {
    return step(revive(before), before, before.life(), input);
  }

  private Step step(MachineUnderTest machine, NodeState before, Life life, Input input) {
    List<Effect> effects = new ArrayList<>(machine.step(input, Moments.NOW));
    for (int i = 0; i < effects.size() && plan.behaviour().promptDisk(); i++) {
      if (effects.get(i) instanceof Effect.Persist) {
        effects.addAll(machine.step(new Input.RecordDurable(), Moments.NOW));
      }
    }
    boolean written = input instanceof Input.RecordDurable;
    Optional<VoteRecord> durable = written ? life.writing() : before.durable();
    Optional<VoteRecord> writing = written ? Optional.empty() : life.writing();
    long tasksEnding = input instanceof Input.TasksEnded ? 0 : life.tasksEndingInTerm();
    Set<Long> owed = new HashSet<>(life.owed());
    if (input instanceof Input.RequestReceived received) {
      owed.add(received.number());
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Persist persist && plan.behaviour().promptDisk()) {
        durable = Optional.of(persist.record());
      } else if (effect instanceof Effect.Persist persist) {
        writing = oneWrite(writing, persist.record());
      } else if (effect instanceof Effect.Respond respond) {
        owed.remove(respond.number());
      } else if (effect instanceof Effect.EndTasks end) {
        tasksEnding = end.term();
      }
    }
    Life next =
        new Life(life.firstStart(), life.incarnation(), tasksEnding, writing, Set.copyOf(owed));
    NodeState after = new NodeState(before.node(), durable, next, image(fields.read(machine)));
    return new Step(after, effects, machine.view());
  }

  private static Optional<VoteRecord> oneWrite(Optional<VoteRecord> underWay, VoteRecord next) {
    if (underWay.isPresent()) {
      throw new Violation(
          Invariant.ONE_WRITE_AT_A_TIME,
          "%s is begun while %s is under way".formatted(next, underWay.get()));
    }
    return Optional.of(next);
  }

  private MachineUnderTest machine(int node, Optional<VoteRecord> loaded) {
    return machines.create(
        plan.cast().identity(node),
        plan.settings(),
        loaded,
        plan.cast().firstConfiguration(),
        SHORTEST);
  }

  /** Another machine in the state of the one that an image was taken of. */
  private MachineUnderTest revive(NodeState state) {
    Life life = state.life();
    Optional<VoteRecord> loaded =
        life.firstStart()
            ? Optional.empty()
            : Optional.of(
                new VoteRecord(
                    Ballot.NONE,
                    plan.cast().firstConfiguration(),
                    0,
                    life.incarnation() - 1,
                    plan.cast().identity(state.node()).identityHint()));
    MachineUnderTest machine = machine(state.node(), loaded);
    fields.write(machine, values(state));
    return machine;
  }

  private List<Object> values(NodeState state) {
    List<Object> held = new ArrayList<>(fields.size());
    for (int slot = 0; slot < fields.size(); slot++) {
      held.add(values.value(state.image(slot)));
    }
    return held;
  }

  private int[] image(List<Object> held) {
    return held.stream().mapToInt(values::number).toArray();
  }

  // ---- time

  /** The node after a time in which nothing happened. */
  NodeState after(NodeState state, long passedNanos) {
    List<Object> moved = new ArrayList<>(fields.size());
    for (int slot = 0; slot < fields.size(); slot++) {
      moved.add(moments.after(passedNanos, fields.name(slot), values.value(state.image(slot))));
    }
    return new NodeState(state.node(), state.durable(), state.life(), image(moved));
  }

  NodeView view(NodeState state) {
    return revive(state).view();
  }

  /** How long until its timer is due; negative if it is late. */
  OptionalLong timerIn(NodeState state) {
    OptionalLong at = (OptionalLong) values.value(state.image(armed));
    return at.isPresent() ? OptionalLong.of(at.getAsLong() - Moments.NOW) : at;
  }

  long rounds(NodeState state) {
    return (Long) values.value(state.image(lastRound));
  }
}
