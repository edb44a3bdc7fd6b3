/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.Role;
import io.github.election4j.core.exploration.Outcome.Fact;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.core.simulation.Electorate;
import io.github.election4j.core.simulation.Invariant;
import io.github.election4j.core.simulation.NodeProgress;
import io.github.election4j.core.simulation.SentRules;
import io.github.election4j.core.simulation.Violation;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the effects of one step: checks each against what is durable at that instant, by the
 * rules that the simulation checks, and gathers the messages and facts.
 */
final class StepEffects {

  private final ExplorationPlan plan;
  private final Interner<Message> messages;
  private final NodeStates states;

  StepEffects(ExplorationPlan plan, Interner<Message> messages, NodeStates states) {
    this.plan = plan;
    this.messages = messages;
    this.states = states;
  }

  /** The outcomes of a step: all is done, or the process crashes after one of several writes. */
  List<Outcome> outcomes(NodeState before, Input input, NodeRunner.Step step, boolean wasLeading) {
    requireAlive(before, step.view());
    requireOwnConfiguration(before, step.view());
    Execution execution = new Execution(before, input);
    execution.rules.stepped(input, step.effects(), before.durable());
    step.effects().forEach(execution::carryOut);
    if (step.view().role() == Role.LEADER && !wasLeading) {
      execution.beginsToLead(step.view());
    }
    List<Outcome> outcomes = new ArrayList<>();
    int after = states.up(step.after(), step.view());
    outcomes.add(new Outcome(after, execution.sent, execution.facts));
    outcomes.addAll(execution.crashes);
    return outcomes;
  }

  private static void requireAlive(NodeState before, NodeView view) {
    if (view.role() == Role.FAILED) {
      throw new Violation(
          Invariant.NODE_FAILS_FOR_A_REASON,
          "%s failed: %s".formatted(Cast.id(before.node()), view.cluster().failure()));
    }
  }

  /** A new leader writes the configuration again under its own term (design, section 5). */
  private static void requireOwnConfiguration(NodeState before, NodeView view) {
    ConfigurationId held = view.cluster().configuration().id();
    if (view.role() == Role.LEADER && held.term() != view.term()) {
      throw new Violation(
          Invariant.CONFIGURATION_IN_ITS_TERM,
          "%s leads term %d with configuration %s"
              .formatted(Cast.id(before.node()), view.term(), held));
    }
  }

  /** One step under way. */
  private final class Execution {

    private final NodeState before;
    private final Input input;
    private final SentRules rules;
    private final NodeProgress progress;
    private final List<Integer> sent = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Outcome> crashes = new ArrayList<>();
    private Optional<VoteRecord> durable;
    private boolean wrote;

    private Execution(NodeState before, Input input) {
      this.before = before;
      this.input = input;
      this.durable = before.durable();
      this.rules = new SentRules(Cast.id(before.node()));
      this.progress = new NodeProgress(Cast.id(before.node()));
      durable.ifPresent(this::progresses);
    }

    private void progresses(VoteRecord record) {
      progress.stores(record.ballot().term(), record.configuration().id());
      progress.shows(record.ballot().term(), record.configuration().id());
    }

    private void carryOut(Effect effect) {
      switch (effect) {
        case Effect.Persist persist -> write(persist.record());
        case Effect.Call call -> call(call);
        case Effect.Respond respond -> respond(respond.reply());
        case Effect.Publish publish ->
            progress.shows(publish.view().term(), publish.view().cluster().configuration().id());
        case Effect.ArmTimer ignored -> {}
        case Effect.Announce ignored -> {}
        case Effect.EndTasks ignored -> {}
        case Effect.HandOverEnded ignored -> {}
        case Effect.MembersProgress ignored -> {}
      }
    }

    /** A crash after the last write is a crash after the step whose messages are lost. */
    private void write(VoteRecord record) {
      if (wrote) {
        NodeState down = NodeState.down(before.node(), durable);
        crashes.add(new Outcome(states.number(down), sent, facts));
      }
      wrote = true;
      durable = Optional.of(record);
      progress.stores(record.ballot().term(), record.configuration().id());
      record.ballot().vote().ifPresent(vote -> noteVote(record.ballot().term(), Cast.index(vote)));
    }

    private void call(Effect.Call call) {
      rules.calls(call.request(), durable);
      if (call.request() instanceof PeerRequest.Heartbeat) {
        noteLeader(call.request().header().term(), before.node());
      }
      int peer = Cast.index(call.peer());
      send(new Message.Question(before.node(), peer, call.request()));
    }

    private void respond(PeerReply reply) {
      PeerRequest request = ((Input.RequestReceived) input).request();
      rules.responds(request, reply, durable);
      int asking = Cast.index(request.header().sender().id());
      if (reply.granted() && request instanceof PeerRequest.VoteRequest) {
        noteVote(request.header().term(), asking);
      }
      if (reply.granted() && request instanceof PeerRequest.Heartbeat) {
        noteLeader(request.header().term(), asking);
      }
      send(new Message.Answer(before.node(), asking, request, reply));
    }

    private void send(Message message) {
      sent.add(messages.number(message));
    }

    private void beginsToLead(NodeView view) {
      noteLeader(view.term(), before.node());
      if (isBounded(view.term())) {
        facts.add(
            new Fact.Elected(
                (int) view.term(),
                before.node(),
                Electorate.of(
                    Cast.votersOf(view.cluster().configuration()),
                    plan.settings().minimumQuorum())));
      }
    }

    private void noteVote(long term, int candidate) {
      if (isBounded(term)) {
        facts.add(new Fact.Voted((int) term, before.node(), candidate));
      }
    }

    private void noteLeader(long term, int leader) {
      if (isBounded(term)) {
        facts.add(new Fact.Led((int) term, leader));
      }
    }

    /** A term beyond the bound is not entered, so that nothing of it is to be remembered. */
    private boolean isBounded(long term) {
      return term <= plan.bounds().node().terms();
    }
  }
}
