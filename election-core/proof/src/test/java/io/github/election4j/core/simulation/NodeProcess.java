/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeView;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One process of a node, from its start to its end: does what the runtime does, in virtual time.
 * Takes one input at a time and executes its effects in order, each completely before the next;
 * while it is held (paused, or waiting for the disk) inputs queue up.
 */
final class NodeProcess {

  private final SimulatedNode node;
  private final World world;
  private final MachineUnderTest machine;
  private final SplittableRandom random;
  private final Deque<Delivery> inbox = new ArrayDeque<>();

  /** A request that was taken in, and when, on the node's clock. */
  record Asked(
      Input.RequestReceived received,
      OutgoingCall call,
      long stepNanos,
      long promisedNanos,
      ConfigurationId inForce) {}

  /** What is durable at a moment, and what the node's clock reads then. */
  record Instant(Optional<VoteRecord> durable, long nowNanos) {}

  private NodeView view;
  private List<Effect> effects = List.of();
  private int nextEffect;

  /** Whether what is shown was looked at since the last step. */
  private boolean shown = true;

  private final Map<Long, Asked> unanswered = new HashMap<>();
  private long requests;
  private long stepNanos;
  private int holds;
  private boolean ended;
  private boolean proceeding;
  private boolean lingering;
  private Optional<VoteRecord> beingWritten = Optional.empty();
  private boolean hangs;
  private final ProcessTimer timer;
  private final CallTimeouts timeouts;

  NodeProcess(SimulatedNode node, World world, MachineUnderTest machine, SplittableRandom random) {
    this.node = node;
    this.world = world;
    this.machine = machine;
    this.random = random;
    this.view = machine.view();
    this.timer =
        new ProcessTimer(
            world.timeline(), node.clock(), () -> deliver(Delivery.of(new Input.TimerFired())));
    this.timeouts = node.messenger().timeouts(node.clock());
  }

  SimulatedNode node() {
    return node;
  }

  /** What it signs its messages with. */
  Sender sender() {
    return machine.sender();
  }

  /** What it shows to readers that take no lock. */
  NodeView view() {
    return view;
  }

  boolean hasEnded() {
    return ended;
  }

  /** The calls of this process that are still to be answered. */
  CallTimeouts timeouts() {
    return timeouts;
  }

  /** The number of the request that comes next. */
  long nextRequest() {
    return ++requests;
  }

  void deliver(Delivery delivery) {
    if (!ended) {
      inbox.add(delivery);
      proceed();
    }
  }

  /** Stops everything until {@link #release} was called as often. */
  void hold() {
    holds++;
  }

  void release() {
    holds = Math.max(0, holds - 1);
    proceed();
  }

  /**
   * Goes on after a pause; what came meanwhile is taken in any order, since it came by different
   * threads.
   */
  void releaseLate() {
    if (random.nextBoolean()) {
      List<Delivery> shuffled = new ArrayList<>(inbox);
      for (int last = shuffled.size() - 1; last > 0; last--) {
        Collections.swap(shuffled, last, random.nextInt(last + 1));
      }
      inbox.clear();
      inbox.addAll(shuffled);
    }
    release();
  }

  /** Ends the process at once. What is being written may become durable or not. */
  void end() {
    ended = true;
    timer.cancel();
    if (beingWritten.isPresent() && random.nextBoolean()) {
      commit(beingWritten.get());
    }
    beingWritten = Optional.empty();
  }

  /** Fires the timer though it may not be due. */
  void fireTimer() {
    deliver(Delivery.of(new Input.TimerFired()));
  }

  void clockChanged() {
    timer.clockChanged();
  }

  private void proceed() {
    if (proceeding) {
      return;
    }
    proceeding = true;
    while (holds == 0 && !ended) {
      if (nextEffect < effects.size()) {
        Effect effect = effects.get(nextEffect);
        if (!node.hazardStrikes(effect)) {
          nextEffect++;
          execute(effect);
        }
      } else if (!shown) {
        shown = true;
        requireAnswers();
        world.checker().shown(node.index(), view, machine.view());
      } else if (hasStopped() && !lingering) {
        lingering = true;
        node.processStopped(view.role());
      } else if (inbox.isEmpty()) {
        break;
      } else {
        step(inbox.poll());
      }
    }
    proceeding = false;
  }

  /** Only the disk may keep an answer back, and only while it works. */
  private void requireAnswers() {
    if (!unanswered.isEmpty() && (beingWritten.isEmpty() || hasStopped()) && nothingDue()) {
      throw new Violation(
          Invariant.ONE_RESPONSE_A_REQUEST,
          "%s does not answer %s".formatted(node.id(), unanswered.values()));
    }
  }

  /** Whether no word of the disk is under way to the machine. */
  private boolean nothingDue() {
    return inbox.stream()
        .noneMatch(
            due ->
                due.input() instanceof Input.RecordDurable
                    || due.input() instanceof Input.StoreFailed);
  }

  private boolean hasStopped() {
    return view.role() == Role.CLOSED || view.role() == Role.FAILED;
  }

  private void step(Delivery delivery) {
    Input input = delivery.input();
    world.trace().add(node.index(), Trace.Verb.TAKES, input);
    world.checker().takes(node.index(), input, instant());
    if (input instanceof Input.ReplyReceived received && delivery.call().caller() == this) {
      world.checker().replied(node.index(), delivery.call(), received.reply(), view, now());
    }
    stepNanos = now();
    if (input instanceof Input.RequestReceived received) {
      unanswered.put(received.number(), asked(received, delivery.call()));
    }
    try {
      effects = machine.step(input, stepNanos);
    } catch (RuntimeException thrown) {
      throw new Violation(
          Invariant.NODE_FAILS_FOR_A_REASON,
          "the step of %s with %s threw %s".formatted(node.id(), input, thrown),
          thrown);
    }
    nextEffect = 0;
    shown = false;
    world.checker().stepped(node.index(), input, effects, node.store().load());
  }

  private Asked asked(Input.RequestReceived received, OutgoingCall call) {
    long promised = world.checker().promisedToOthers(node.index(), received.request(), stepNanos);
    return new Asked(received, call, stepNanos, promised, view.cluster().configuration().id());
  }

  private Instant instant() {
    return new Instant(node.store().load(), now());
  }

  private long now() {
    return node.clock().read(world.timeline().now());
  }

  private void execute(Effect effect) {
    world.trace().add(node.index(), Trace.Verb.DOES, effect);
    switch (effect) {
      case Effect.Persist persist -> persist(persist.record());
      case Effect.Respond respond -> respond(respond);
      case Effect.Call call -> {
        world.checker().calls(node.index(), call.request(), node.store().load(), now());
        node.messenger().call(this, call, now());
      }
      case Effect.ArmTimer arm -> timer.arm(arm.atNanos());
      case Effect.Publish publish -> {
        NodeView before = view;
        view = publish.view();
        world.checker().publishes(node.index(), before, view, stepNanos, instant());
      }
      case Effect.Announce announce -> announce(announce.event());
      case Effect.EndTasks endTasks -> endTasks(endTasks.term());
      case Effect.HandOverEnded ignored -> {}
      case Effect.MembersProgress progress ->
          world.checker().changesMembers(node.index(), progress.outcome(), machine.view());
    }
  }

  private void persist(VoteRecord record) {
    world.checker().persists(node.index(), record);
    boolean fails = node.store().takeFailure();
    if (beingWritten.isPresent()) {
      throw new Violation(
          Invariant.ONE_WRITE_AT_A_TIME, "%s begins to write %s".formatted(node.id(), record));
    }
    beingWritten = Optional.of(record);
    hangs = node.store().takeHang();
    if (!hangs) {
      world.timeline().after(node.writeNanos(), fails ? this::failed : this::written);
    }
  }

  /** A write that does not end ends after all. */
  void wakeDisk() {
    if (hangs) {
      hangs = false;
      written();
    }
  }

  /** Nobody knows whether the record is durable. */
  private void failed() {
    if (!ended) {
      VoteRecord record = beingWritten.orElseThrow();
      world.trace().add(node.index(), Trace.Verb.FAILS_TO_DO, record);
      if (random.nextBoolean()) {
        commit(record);
      }
      beingWritten = Optional.empty();
      deliver(Delivery.of(new Input.StoreFailed("the simulated disk failed")));
    }
  }

  private void written() {
    if (!ended) {
      commit(beingWritten.orElseThrow());
      beingWritten = Optional.empty();
      deliver(Delivery.of(new Input.RecordDurable()));
    }
  }

  private void commit(VoteRecord record) {
    node.store().commit(record);
    world.checker().persisted(node.index(), record, now());
  }

  private void respond(Effect.Respond effect) {
    Asked asked = unanswered.remove(effect.number());
    if (asked == null) {
      throw new Violation(
          Invariant.ONE_RESPONSE_A_REQUEST, "%s answers again: %s".formatted(node.id(), effect));
    }
    world.checker().responds(node.index(), asked, effect, instant());
    node.messenger().respond(this, asked.call(), effect.reply());
  }

  private void announce(ElectionEvent event) {
    world.checker().announces(node.index(), event, view, stepNanos, node.store().load());
  }

  private void endTasks(long term) {
    world.checker().endsTasks(node.index(), term, view, now());
    long nanos = node.taskNanos();
    Input outcome = node.tasksOverrun() ? new Input.TasksOverran(term) : new Input.TasksEnded(term);
    world.timeline().after(nanos, () -> deliver(Delivery.of(outcome)));
  }
}
