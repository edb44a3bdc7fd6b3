/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.Role;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.core.simulation.MachineUnderTest;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All transitions of single nodes. A step of the machine depends on nothing but the node's own
 * state and the input, so that each is made once by the real machine, checked, and remembered.
 *
 * <p>A step has one outcome: its effects are carried out, and what they began to write is under
 * way. A crash between two of them is a crash after the step whose messages stay on their way. A
 * crash has two where something was being written. A question that comes again while its answer
 * waits for the disk stays on its way. No outcome means that the transition is not possible there,
 * or leads out of the bounds.
 */
final class Transitions {

  private static final int EVENT_BITS = 4;

  private final ExplorationPlan plan;
  private final NodeRunner runner;
  private final StepEffects effects;
  private final NodeStates states;
  private final Interner<Message> messages = new Interner<>();
  private final Memory known = new Memory();

  Transitions(ExplorationPlan plan, MachineUnderTest.Factory machines) {
    this.plan = plan;
    this.runner = new NodeRunner(plan, machines);
    this.states = new NodeStates(plan.settings().minimumQuorum());
    this.effects = new StepEffects(plan, messages, states);
  }

  /** All nodes have just been started for the first time, and their first records are durable. */
  void start(ClusterState cluster) {
    cluster.removeMessages();
    cluster.setFaults(0);
    cluster.setHistory(0);
    for (int node = 0; node < cluster.nodeCount(); node++) {
      int neverStarted = states.number(NodeState.down(node, Optional.empty()));
      become(cluster, node, of(neverStarted, Event.START, 0)[0]);
      if (isWriting(cluster.node(node))) {
        become(cluster, node, of(cluster.node(node), Event.WRITTEN, 0)[0]);
      }
    }
  }

  private static void become(ClusterState cluster, int node, Outcome outcome) {
    cluster.setNode(node, outcome.state());
    cluster.setHistory(outcome.addFactsTo(cluster.history()));
    outcome.sendTo(cluster);
  }

  NodeState state(int number) {
    return states.get(number);
  }

  Message message(int number) {
    return messages.value(number);
  }

  boolean isLeader(int state) {
    return isLeader(states.get(state));
  }

  /** Whether a node's timer is due now. */
  boolean isDue(int state) {
    return isUp(state) && runner.timerIn(states.get(state)).orElse(1) <= 0;
  }

  /** Whether a node has begun to write something. */
  boolean isWriting(int state) {
    return states.get(state).life().writing().isPresent();
  }

  boolean isUp(int state) {
    return states.get(state).isUp();
  }

  /** The last of a node's processes that has ended; 0 if none has that anybody has met. */
  long lastEnded(int state) {
    NodeState node = states.get(state);
    return node.isUp()
        ? node.life().incarnation() - 1
        : node.durable().map(VoteRecord::incarnation).orElse(0L);
  }

  boolean isActive(int state) {
    return states.isActive(state);
  }

  int configurationOf(int state) {
    return states.configurationOf(state);
  }

  HeldConfiguration held(int state) {
    return states.configuration(states.configurationOf(state));
  }

  int stateCount() {
    return states.size();
  }

  int transitionCount() {
    return known.size();
  }

  NodeView view(int state) {
    return runner.view(states.get(state));
  }

  // ---- what may happen to a node

  /**
   * The outcomes of an event at a node.
   *
   * @param state the number of the node's state
   * @param event what happens
   * @param argument the number of the message or the proposal that it is about; 0 for others
   */
  Outcome[] of(int state, Event event, int argument) {
    long key = ((((long) state << EVENT_BITS) | event.number()) << Integer.SIZE) | argument;
    Outcome[] outcomes = known.get(key);
    if (outcomes == null) {
      outcomes = compute(states.get(state), event, argument).toArray(Outcome[]::new);
      known.put(key, outcomes);
    }
    return outcomes;
  }

  private List<Outcome> compute(NodeState before, Event event, int argument) {
    if (!before.isUp()) {
      return computeDown(before, event, argument);
    }
    return switch (event) {
      case DELIVERY, DUPLICATION ->
          before.life().owed().contains((long) argument)
              ? List.of()
              : outcomes(before, inputOf(argument));
      case LOSS -> loss(before, messages.value(argument));
      case TICK -> tick(before);
      case TIMER -> timer(before);
      case CRASH -> crash(before);
      case START -> List.of();
      case RESIGN ->
          isLeader(before) ? outcomes(before, new Input.ResignAsked(Optional.empty())) : List.of();
      case TASKS_END -> {
        long term = before.life().tasksEndingInTerm();
        yield term > 0 ? outcomes(before, new Input.TasksEnded(term)) : List.of();
      }
      case WRITTEN ->
          before.life().writing().isPresent()
              ? outcomes(before, new Input.RecordDurable())
              : List.of();
      case PROOF ->
          outcomes(
              before,
              new Input.ProcessDead(
                  Cast.id(DeadProcess.node(argument)), DeadProcess.incarnation(argument)));
      case PROPOSAL -> isLeader(before) ? outcomes(before, proposal(argument)) : List.of();
    };
  }

  /** Nobody hears what arrives at a node that is down. */
  private List<Outcome> computeDown(NodeState before, Event event, int argument) {
    return switch (event) {
      case START -> outcomes(before, new Input.Started());
      case DELIVERY, DUPLICATION -> List.of();
      case LOSS -> loss(before, messages.value(argument));
      case TICK, TIMER, CRASH, RESIGN, TASKS_END, PROPOSAL, WRITTEN, PROOF -> List.of();
    };
  }

  private boolean isLeader(NodeState state) {
    return state.isUp() && runner.view(state).role() == Role.LEADER;
  }

  /** A question's own number tells the machine which one it answers, be it later. */
  private Input inputOf(int number) {
    return switch (messages.value(number)) {
      case Message.Question question -> new Input.RequestReceived(number, question.request());
      case Message.Answer answer ->
          new Input.ReplyReceived(Cast.id(answer.from()), answer.request(), answer.reply());
    };
  }

  private Input proposal(int argument) {
    return new Input.MembersProposed(
        plan.behaviour().proposals().get(argument).stream().map(plan.cast()::member).toList());
  }

  /** Only whoever has asked for a hand-over minds that there will be no answer. */
  private List<Outcome> loss(NodeState before, Message lost) {
    boolean minded = before.isUp() && lost.request() instanceof PeerRequest.TimeoutNow;
    return minded
        ? outcomes(before, new Input.CallFailed(Cast.id(lost.asked()), lost.request()))
        : List.of(Outcome.silent(states.number(before)));
  }

  // ---- time

  private List<Outcome> tick(NodeState before) {
    NodeState after = runner.after(before, plan.time().tickNanos().get(before.node()));
    return List.of(Outcome.silent(states.up(after, runner.view(after))));
  }

  /** If the clocks do not run together, this node's goes to when its timer is due. */
  private List<Outcome> timer(NodeState before) {
    OptionalLong timer = runner.timerIn(before);
    if (timer.isEmpty() || (timer.getAsLong() > 0 && plan.time().common())) {
      return List.of();
    }
    NodeState due = runner.after(before, Math.max(0, timer.getAsLong()));
    return outcomes(due, new Input.TimerFired());
  }

  // ---- steps

  /** What was being written is not durable, or is. */
  private List<Outcome> crash(NodeState before) {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(Outcome.silent(states.number(NodeState.down(before.node(), before.durable()))));
    if (before.life().writing().isPresent()) {
      outcomes.add(effects.crashWithRecord(before));
    }
    return outcomes;
  }

  private List<Outcome> outcomes(NodeState before, Input input) {
    Optional<NodeView> shown = before.isUp() ? Optional.of(runner.view(before)) : Optional.empty();
    NodeRunner.Step step = before.isUp() ? runner.step(before, input) : runner.start(before);
    Outcome found = effects.outcome(before, input, step, shown);
    return isWithinBounds(step) ? List.of(found) : List.of();
  }

  private boolean isWithinBounds(NodeRunner.Step step) {
    ExplorationPlan.NodeBounds bounds = plan.bounds().node();
    return step.view().term() <= bounds.terms()
        && runner.rounds(step.after()) <= bounds.rounds()
        && step.view().cluster().configuration().id().version() <= bounds.versions();
  }
}
