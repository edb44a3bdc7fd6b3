/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

/** Everything that may happen next in a state of the cluster, and what comes of it. */
final class Moves {

  private static final int NO_MESSAGE = -1;

  private final ExplorationPlan plan;
  private final Transitions transitions;
  private final ClusterRules rules;
  private final FaultCount faults;
  private final Visitor visitor;
  private final int[] ticked;
  private ClusterState state;
  private long weight;
  private long weightOfMessages;
  private int action;

  /** Told of each action that is possible, and of the state that it leads to. */
  interface Visitor {
    void meet(int action, long fingerprint);
  }

  Moves(ExplorationPlan plan, Transitions transitions, Visitor visitor) {
    this.plan = plan;
    this.transitions = transitions;
    this.rules = new ClusterRules(plan, transitions);
    this.faults = new FaultCount(plan.bounds().faults());
    this.visitor = visitor;
    this.ticked = new int[plan.cast().size()];
    this.state = new ClusterState(plan.cast().size());
  }

  /** The action that was under way last: the one to blame for a violation. */
  int action() {
    return action;
  }

  /** Tells the visitor of all actions that are possible in a state, none of which is taken. */
  void expand(ClusterState from) {
    state = from;
    weight = from.fingerprint();
    for (int i = 0; i < state.messageCount(); i++) {
      expandMessage(i);
    }
    if (plan.time().common()) {
      expandTick();
    }
    for (int node = 0; node < state.nodeCount(); node++) {
      expandNode(node);
    }
  }

  // ---- the network

  private void expandMessage(int index) {
    int message = state.message(index);
    int to = transitions.message(message).to();
    action = Action.withMessage(Event.DELIVERY, index, 0);
    Outcome[] outcomes = transitions.of(state.node(to), Event.DELIVERY, message);
    for (int i = 0; i < outcomes.length; i++) {
      action = Action.withMessage(Event.DELIVERY, index, i);
      consider(to, outcomes[i], index);
    }
    for (int i = 0; i < outcomes.length; i++) {
      action = Action.withMessage(Event.DUPLICATION, index, i);
      consider(to, outcomes[i], NO_MESSAGE);
    }
    int asking = transitions.message(message).asking();
    action = Action.withMessage(Event.LOSS, index, 0);
    Outcome[] losses = transitions.of(state.node(asking), Event.LOSS, message);
    for (int i = 0; i < losses.length; i++) {
      action = Action.withMessage(Event.LOSS, index, i);
      consider(asking, losses[i], index);
    }
  }

  // ---- nodes

  private void expandNode(int node) {
    for (Event event : plan.events()) {
      happens(event, node, 0);
    }
    for (int i = 0; i < plan.behaviour().proposals().size(); i++) {
      happens(Event.PROPOSAL, node, i);
    }
    for (int dead = 0; dead < state.nodeCount(); dead++) {
      if (dead != node) {
        expandProofs(node, dead);
      }
    }
  }

  /** Of the dead alone, however long they have been: the node may run again, and lead. */
  private void expandProofs(int node, int dead) {
    long last = Math.min(transitions.lastEnded(state.node(dead)), DeadProcess.MOST_INCARNATIONS);
    for (int incarnation = 1; incarnation <= last; incarnation++) {
      happens(Event.PROOF, node, DeadProcess.argument(dead, incarnation));
    }
  }

  private void happens(Event event, int node, int argument) {
    action = Action.atNode(event, node, argument, 0);
    Outcome[] outcomes = transitions.of(state.node(node), event, argument);
    for (int i = 0; i < outcomes.length; i++) {
      action = Action.atNode(event, node, argument, i);
      consider(node, outcomes[i], NO_MESSAGE);
    }
  }

  /** All clocks advance together. */
  private void expandTick() {
    action = Action.atNode(Event.TICK, 0, 0, 0);
    long fingerprint = weight;
    for (int node = 0; node < ticked.length; node++) {
      ticked[node] = ticked(state.node(node));
      fingerprint -= ClusterState.weightOfNode(state.node(node));
      fingerprint += ClusterState.weightOfNode(ticked[node]);
    }
    rules.check(ticked);
    visitor.meet(action, fingerprint);
  }

  /** A node that is down has no clock. */
  private int ticked(int nodeState) {
    return transitions.isUp(nodeState)
        ? transitions.of(nodeState, Event.TICK, 0)[0].state()
        : nodeState;
  }

  // ---- successors

  /** Judges the successor and takes its fingerprint, without making it. */
  private void consider(int node, Outcome outcome, int without) {
    if (!faults.allows(action, state.faults())) {
      return;
    }
    if (!sends(outcome, without)) {
      return;
    }
    long history = outcome.addFactsTo(state.history());
    rules.check(state, node, outcome.state());
    long fingerprint = weight + weightOfMessages;
    int faultCount = FaultCount.after(action, state.faults());
    if (faultCount != state.faults()) {
      fingerprint -= ClusterState.weightOfFaults(state.faults());
      fingerprint += ClusterState.weightOfFaults(faultCount);
    }
    if (outcome.state() != state.node(node)) {
      fingerprint -= ClusterState.weightOfNode(state.node(node));
      fingerprint += ClusterState.weightOfNode(outcome.state());
    }
    if (history != state.history()) {
      fingerprint -= ClusterState.weightOfHistory(state.history());
      fingerprint += ClusterState.weightOfHistory(history);
    }
    visitor.meet(action, fingerprint);
  }

  /** Weighs what comes to the network and leaves it; false if there is no room. */
  private boolean sends(Outcome outcome, int without) {
    int leaving = without < 0 ? NO_MESSAGE : state.message(without);
    int messages = state.messageCount() - (without < 0 ? 0 : 1);
    weightOfMessages = without < 0 ? 0 : -ClusterState.weightOfMessage(leaving);
    for (int i = 0; i < outcome.messageCount(); i++) {
      int message = outcome.message(i);
      if (message == leaving || !state.isOnItsWay(message)) {
        weightOfMessages += ClusterState.weightOfMessage(message);
        messages++;
      }
    }
    return messages <= plan.bounds().messages();
  }

  /** Takes an action that is possible. */
  void take(int taken, ClusterState cluster) {
    Event event = Action.event(taken);
    cluster.setFaults(FaultCount.after(taken, cluster.faults()));
    switch (event) {
      case TICK -> {
        for (int node = 0; node < cluster.nodeCount(); node++) {
          cluster.setNode(node, ticked(cluster.node(node)));
        }
      }
      case DELIVERY, DUPLICATION, LOSS -> takeMessage(taken, cluster);
      case TIMER, CRASH, START, RESIGN, TASKS_END, PROPOSAL, WRITTEN, PROOF -> {
        int node = Action.node(taken);
        takeOutcome(
            cluster,
            node,
            transitions.of(cluster.node(node), event, Action.argument(taken)),
            Action.outcome(taken));
      }
    }
  }

  private void takeMessage(int taken, ClusterState cluster) {
    int number = cluster.message(Action.message(taken));
    Message message = transitions.message(number);
    Event event = Action.event(taken);
    if (event != Event.DUPLICATION) {
      cluster.removeMessage(Action.message(taken));
    }
    int node = event == Event.LOSS ? message.asking() : message.to();
    takeOutcome(
        cluster, node, transitions.of(cluster.node(node), event, number), Action.outcome(taken));
  }

  private static void takeOutcome(ClusterState cluster, int node, Outcome[] outcomes, int index) {
    Outcome outcome = outcomes[index];
    cluster.setNode(node, outcome.state());
    cluster.setHistory(outcome.addFactsTo(cluster.history()));
    outcome.sendTo(cluster);
  }
}
