/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.NodeIdentity;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.VoteRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A correct member among intruders: the real machine with a clock, a prompt disk and a process that
 * can be ended and started again. Unlike {@link SimulatedNode} it is watched by nobody who believes
 * what others say.
 */
final class HonestNode {

  /**
   * What stays the same for the node.
   *
   * @param index its place among the members
   * @param member its id and address
   * @param settings its settings
   * @param founders the configuration that it starts with
   */
  record Make(int index, Member member, MachineSettings settings, Configuration founders) {}

  /** A request that a node has sent, until it is answered or given up. */
  static final class Question {
    private final HonestNode asking;
    private final long life;
    private final Effect.Call call;
    private boolean settled;

    Question(HonestNode asking, Effect.Call call) {
      this.asking = asking;
      this.life = asking.life;
      this.call = call;
    }

    HonestNode asking() {
      return asking;
    }

    String peer() {
      return call.peer();
    }

    PeerRequest request() {
      return call.request();
    }

    void replied(PeerReply reply) {
      settle(new Input.ReplyReceived(call.peer(), call.request(), reply));
    }

    void failed() {
      settle(new Input.CallFailed(call.peer(), call.request()));
    }

    private void settle(Input input) {
      if (!settled && asking.life == life) {
        settled = true;
        asking.take(input);
      }
    }
  }

  /** What a node needs of its cluster. */
  interface Surroundings {

    Timeline timeline();

    Exclusivity exclusivity();

    /** A node has failed, for that reason. */
    void failed(HonestNode node, String reason);

    /** Sends a request, and gives the node what becomes of it. */
    void call(HonestNode from, Effect.Call call);
  }

  private final Make make;
  private final Surroundings surroundings;
  private final MachineUnderTest.Factory machines;
  private final SplittableRandom random;
  private final NodeClock clock;
  private final SimulatedStore store = new SimulatedStore();
  private final Map<Long, Consumer<PeerReply>> unanswered = new HashMap<>();
  private long requests;

  /** Grows with each start and each end, so that what comes late is known. */
  private long life;

  private MachineUnderTest machine;
  private ProcessTimer timer;
  private NodeView view;
  private int losses;
  private int warnings;

  HonestNode(
      Make make,
      Surroundings surroundings,
      MachineUnderTest.Factory machines,
      SplittableRandom random) {
    this.make = make;
    this.surroundings = surroundings;
    this.machines = machines;
    this.random = random;
    this.clock = new NodeClock(random.nextLong(), NodeClock.TRUE_RATE);
  }

  String id() {
    return make.member().id();
  }

  boolean isRunning() {
    return machine != null;
  }

  NodeClock clock() {
    return clock;
  }

  SimulatedStore store() {
    return store;
  }

  NodeView view() {
    return view;
  }

  /** How often it has lost its leadership. */
  int losses() {
    return losses;
  }

  /** How often it has warned of anything. */
  int warnings() {
    return warnings;
  }

  void start() {
    life++;
    NodeIdentity identity =
        new NodeIdentity(make.member(), 1 + random.nextInt(1_000), random.nextLong());
    machine =
        machines.create(identity, make.settings(), store.load(), make.founders(), random.split());
    view = machine.view();
    timer = new ProcessTimer(surroundings.timeline(), clock, () -> take(new Input.TimerFired()));
    take(new Input.Started());
  }

  void crash() {
    life++;
    machine = null;
    timer.cancel();
    unanswered.clear();
    surroundings.exclusivity().crashed(make.index());
  }

  /** Takes an input, unless its process has ended. */
  void take(Input input) {
    if (machine == null) {
      return;
    }
    for (Effect effect : machine.step(input, clock.read(surroundings.timeline().now()))) {
      execute(effect);
    }
  }

  /** Takes a request, brought by that caller, and gives the answer. */
  void request(PeerRequest request, Input.Caller caller, Consumer<PeerReply> answer) {
    if (machine != null) {
      long number = ++requests;
      unanswered.put(number, answer);
      take(new Input.RequestReceived(number, request, caller));
    }
  }

  private void execute(Effect effect) {
    switch (effect) {
      case Effect.Persist persist -> persist(persist.record());
      case Effect.Respond respond ->
          Optional.ofNullable(unanswered.remove(respond.number()))
              .ifPresent(answer -> answer.accept(respond.reply()));
      case Effect.Call call -> surroundings.call(this, call);
      case Effect.ArmTimer arm -> timer.arm(arm.atNanos());
      case Effect.Publish publish -> publish(publish.view());
      case Effect.Announce announce -> {
        losses += announce.event() instanceof ElectionEvent.LeadershipLost ? 1 : 0;
        warnings += announce.event() instanceof ElectionEvent.Warning ? 1 : 0;
      }
      case Effect.EndTasks end -> soon(() -> take(new Input.TasksEnded(end.term())));
      case Effect.HandOverEnded ignored -> {}
      case Effect.MembersProgress ignored -> {}
    }
  }

  private void persist(VoteRecord record) {
    soon(
        () -> {
          store.commit(record);
          take(new Input.RecordDurable());
        });
  }

  /** Something that its process does a moment later, if it still runs. */
  private void soon(Occurrence occurrence) {
    long now = life;
    surroundings
        .timeline()
        .after(
            random.nextLong(Nanos.MILLISECOND),
            () -> {
              if (life == now) {
                occurrence.happen();
              }
            });
  }

  private void publish(NodeView published) {
    view = published;
    if (view.role() == Role.FAILED) {
      surroundings.failed(this, view.cluster().failure().orElse("no reason"));
    }
    surroundings
        .exclusivity()
        .shows(make.index(), new Exclusivity.Shown(view.term(), true, view.lease()));
  }
}
