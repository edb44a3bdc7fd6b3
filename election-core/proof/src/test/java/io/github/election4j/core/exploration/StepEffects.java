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
 * Carries out the effects of one step: checks each against what is durable then, by the rules that
 * the simulation checks, and gathers the messages and facts. What a step begins to write is durable
 * only when that is an event of its own.
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

  /** The outcome of a step. */
  Outcome outcome(NodeState before, Input input, NodeRunner.Step step, Optional<NodeView> shown) {
    requireAlive(before, step.view());
    Execution execution = new Execution(before, shown, input);
    execution.rules.stepped(input, step.effects(), execution.durable);
    step.effects().forEach(execution::carryOut);
    boolean wasLeading = shown.filter(view -> view.role() == Role.LEADER).isPresent();
    if (step.view().role() == Role.LEADER && !wasLeading) {
      execution.beginsToLead(step.view());
    }
    int after = states.up(step.after(), step.view());
    return new Outcome(after, execution.sent, execution.facts);
  }

  /** The process ends; what it was writing is durable. */
  Outcome crashWithRecord(NodeState before) {
    Execution execution = new Execution(before, Optional.empty(), new Input.RecordDurable());
    NodeState down = NodeState.down(before.node(), execution.durable);
    return new Outcome(states.number(down), List.of(), execution.facts);
  }

  private static void requireAlive(NodeState before, NodeView view) {
    if (view.role() == Role.FAILED) {
      throw new Violation(
          Invariant.NODE_FAILS_FOR_A_REASON,
          "%s failed: %s".formatted(Cast.id(before.node()), view.cluster().failure()));
    }
  }

  /** One step under way. */
  private final class Execution {

    private final NodeState before;
    private final Optional<NodeView> shown;
    private final Input input;
    private final SentRules rules;
    private final NodeProgress progress;
    private final List<Integer> sent = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private Optional<VoteRecord> durable;

    private Execution(NodeState before, Optional<NodeView> shown, Input input) {
      this.before = before;
      this.shown = shown;
      this.input = input;
      this.rules = new SentRules(Cast.id(before.node()));
      this.progress = new NodeProgress(Cast.id(before.node()));
      before.durable().ifPresent(this::stores);
      shown.ifPresent(this::shows);
      if (input instanceof Input.RecordDurable) {
        this.durable = before.life().writing();
        durable.ifPresent(this::isDurable);
      } else {
        this.durable = before.durable();
      }
    }

    private void stores(VoteRecord record) {
      progress.stores(record.ballot().term(), record.configuration().id());
    }

    private void shows(NodeView view) {
      progress.shows(view.term(), view.cluster().configuration().id());
    }

    private void write(VoteRecord record) {
      if (plan.behaviour().promptDisk()) {
        durable = Optional.of(record);
        isDurable(record);
      }
    }

    private void isDurable(VoteRecord record) {
      stores(record);
      record.ballot().vote().ifPresent(vote -> noteVote(record.ballot().term(), Cast.index(vote)));
    }

    private void carryOut(Effect effect) {
      switch (effect) {
        case Effect.Persist persist -> write(persist.record());
        case Effect.Call call -> call(call);
        case Effect.Respond respond -> respond(respond);
        case Effect.Publish publish -> {
          rules.shows(publish.view(), durable);
          shows(publish.view());
        }
        case Effect.ArmTimer ignored -> {}
        case Effect.Announce announce -> rules.announces(announce.event(), durable);
        case Effect.EndTasks ignored -> {}
        case Effect.HandOverEnded ignored -> {}
        case Effect.MembersProgress ignored -> {}
      }
    }

    private void call(Effect.Call call) {
      rules.calls(call.request(), durable);
      if (call.request() instanceof PeerRequest.Heartbeat heartbeat) {
        noteLeader(heartbeat.header().term(), before.node());
        requireOwnConfiguration(heartbeat);
      }
      int peer = Cast.index(call.peer());
      send(new Message.Question(before.node(), peer, call.request()));
    }

    /** A new leader writes the configuration again under its own term (design, section 5). */
    private void requireOwnConfiguration(PeerRequest.Heartbeat heartbeat) {
      if (heartbeat.configurationId().term() != heartbeat.header().term()) {
        throw new Violation(
            Invariant.CONFIGURATION_IN_ITS_TERM,
            "%s leads term %d with configuration %s"
                .formatted(
                    Cast.id(before.node()),
                    heartbeat.header().term(),
                    heartbeat.configurationId()));
      }
    }

    private void respond(Effect.Respond respond) {
      PeerRequest request = messages.value((int) respond.number()).request();
      PeerReply reply = respond.reply();
      rules.responds(request, reply, judged(), durable);
      int asking = Cast.index(request.header().sender().id());
      if (reply.granted() && request instanceof PeerRequest.VoteRequest) {
        noteVote(request.header().term(), asking);
      }
      if (reply.granted() && request instanceof PeerRequest.Heartbeat) {
        noteLeader(request.header().term(), asking);
      }
      send(new Message.Answer(before.node(), asking, request, reply));
    }

    /** What was in force when a question was judged that had to wait is not known here. */
    private SentRules.Judged judged() {
      ConfigurationId inForce =
          input instanceof Input.RequestReceived
              ? shown.map(view -> view.cluster().configuration().id()).orElse(ConfigurationId.NONE)
              : ConfigurationId.NONE;
      return new SentRules.Judged(inForce, true);
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
