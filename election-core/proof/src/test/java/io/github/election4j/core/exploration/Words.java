/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;

/** Says what happens, for a person. */
final class Words {

  private final ExplorationPlan plan;
  private final Transitions transitions;

  Words(ExplorationPlan plan, Transitions transitions) {
    this.plan = plan;
    this.transitions = transitions;
  }

  String of(int action, ClusterState state) {
    Event event = Action.event(action);
    String node = Cast.id(Action.node(action));
    String words =
        switch (event) {
          case DELIVERY -> message(action, state) + " arrives";
          case DUPLICATION -> message(action, state) + " arrives, and will arrive again";
          case LOSS -> message(action, state) + " is lost";
          case TICK -> "a tick passes";
          case WRITTEN -> "what " + node + " was writing is durable";
          case TIMER -> "the timer of " + node + " fires";
          case CRASH -> node + " crashes";
          case PROOF ->
              "%s gets proof that %s.%d is dead"
                  .formatted(
                      node,
                      Cast.id(DeadProcess.node(Action.argument(action))),
                      DeadProcess.incarnation(Action.argument(action)));
          case START -> node + " starts";
          case RESIGN -> node + " is asked to resign";
          case TASKS_END -> "the tasks of " + node + " have ended";
          case PROPOSAL ->
              node
                  + " is asked for members "
                  + plan.behaviour().proposals().get(Action.argument(action));
        };
    return Action.outcome(action) == 0 ? words : words + ", and what it was writing is durable";
  }

  private String message(int action, ClusterState state) {
    return of(transitions.message(state.message(Action.message(action))));
  }

  private static String of(Message message) {
    return switch (message) {
      case Message.Question(int from, int to, PeerRequest request) ->
          "%s of %s.%d to %s in term %d"
              .formatted(
                  request.getClass().getSimpleName(),
                  Cast.id(from),
                  request.header().sender().incarnation(),
                  Cast.id(to),
                  request.header().term());
      case Message.Answer(int from, int to, PeerRequest request, PeerReply reply) ->
          "%s of %s.%d to %s (%s in term %d to a question of term %d)"
              .formatted(
                  reply.getClass().getSimpleName(),
                  Cast.id(from),
                  reply.header().sender().incarnation(),
                  Cast.id(to),
                  reply.header().verdict(),
                  reply.header().term(),
                  request.header().term());
    };
  }

  /** How the nodes see themselves. */
  String of(ClusterState state) {
    StringBuilder words = new StringBuilder();
    for (int node = 0; node < state.nodeCount(); node++) {
      words.append(node == 0 ? "" : "; ").append(Cast.id(node)).append(' ');
      words.append(of(state.node(node)));
    }
    return words.toString();
  }

  private String of(int nodeState) {
    NodeState state = transitions.state(nodeState);
    if (!state.isUp()) {
      return "down";
    }
    NodeView view = transitions.view(nodeState);
    return "%s %d%s configuration %s"
        .formatted(
            view.role(),
            view.term(),
            view.isActive(Moments.NOW) ? " active" : "",
            view.cluster().configuration().id());
  }
}
