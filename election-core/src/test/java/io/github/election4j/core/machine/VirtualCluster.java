/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Activation;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.VirtualMessage.Link;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Real machines in virtual time, in one thread, over a network that a test commands. After each
 * step the promises of the design's section 1 are checked.
 */
final class VirtualCluster {

  /** Nobody says to be another one here, so that all is told that members alone may know. */
  private static final Input.Caller PROVED = new Input.Caller("where it is", true);

  /** Told what the machines do, as they do it. */
  interface Narrator {
    /** A node does something; {@code cause} is the request that it answers, if it does. */
    void effect(VirtualNode node, Effect effect, Optional<VirtualMessage> cause, long nowNanos);

    void lost(VirtualMessage message, long nowNanos);
  }

  private static final long DELAY_NANOS = MachineDriver.MILLISECOND;

  private final MachineSettings settings;
  private final Function<String, RandomGenerator> randoms;
  private final Narrator narrator;
  private final Map<String, VirtualNode> nodes = new TreeMap<>();
  private final List<VirtualMessage> underWay = new ArrayList<>();
  private final Set<Link> cuts = new HashSet<>();
  private final Map<Long, VirtualMessage> asked = new HashMap<>();
  private long requests;
  private final Set<String> busyTasks = new HashSet<>();
  private final Map<Long, String> leaders = new HashMap<>();
  private long nowNanos;

  VirtualCluster(
      MachineSettings settings, Function<String, RandomGenerator> randoms, Narrator narrator) {
    this.settings = settings;
    this.randoms = randoms;
    this.narrator = narrator;
  }

  // ---- nodes

  void found(List<Member> members) {
    Configuration founders = Members.founding(members);
    members.forEach(member -> add(member, founders));
    nodes.keySet().forEach(this::start);
  }

  void join(Member member) {
    add(member, Configuration.NONE);
    start(member.id());
  }

  private void add(Member member, Configuration founders) {
    nodes.put(member.id(), new VirtualNode(member, settings, founders, randoms.apply(member.id())));
  }

  void start(String id) {
    node(id).start();
    step(id, new Input.Started());
  }

  /** The process ends; whoever waits for its answer is told so. */
  void crash(String id) {
    node(id).crash();
    underWay.removeIf(message -> message.asking().equals(id));
    for (VirtualMessage message : List.copyOf(underWay)) {
      if (message.from().equals(id)) {
        lose(message);
      }
    }
  }

  VirtualNode node(String id) {
    return Optional.ofNullable(nodes.get(id))
        .orElseThrow(() -> new AssertionError("no node '%s' in %s".formatted(id, nodes.keySet())));
  }

  Collection<VirtualNode> nodes() {
    return nodes.values();
  }

  long nowNanos() {
    return nowNanos;
  }

  // ---- network

  void cut(String from, String to) {
    cuts.add(new Link(from, to));
  }

  void heal(String from, String to) {
    cuts.remove(new Link(from, to));
  }

  boolean isCut(Link link) {
    return cuts.contains(link);
  }

  List<VirtualMessage> underWay() {
    return List.copyOf(underWay);
  }

  void deliver(VirtualMessage message) {
    VirtualNode receiver = node(message.to());
    if (isCut(message.link()) || !receiver.isRunning()) {
      lose(message);
      return;
    }
    if (receiver.isPaused()) {
      return;
    }
    underWay.remove(message);
    handOver(message);
  }

  void duplicate(VirtualMessage message) {
    underWay.add(message);
  }

  private void handOver(VirtualMessage message) {
    if (message.isRequest()) {
      asked.put(++requests, message);
      step(message.to(), new Input.RequestReceived(requests, message.request(), PROVED));
    } else if (node(message.to()).hasMade(message)) {
      step(
          message.to(),
          new Input.ReplyReceived(
              message.asked(), message.request(), message.reply().orElseThrow()));
    }
  }

  void lose(VirtualMessage message) {
    underWay.remove(message);
    narrator.lost(message, nowNanos);
    if (node(message.asking()).takesInput() && node(message.asking()).hasMade(message)) {
      step(message.asking(), new Input.CallFailed(message.asked(), message.request()));
    }
  }

  // ---- time

  /** Lets time pass. Timers fire when they are due; messages are delivered if that is wanted. */
  void pass(long millis, boolean delivers) {
    long untilNanos = nowNanos + millis * MachineDriver.MILLISECOND;
    while (nextEvent(untilNanos, delivers)) {
      // Each event may cause others before the end.
    }
    nowNanos = untilNanos;
    checkPromises();
  }

  private boolean nextEvent(long untilNanos, boolean delivers) {
    Optional<VirtualMessage> message =
        underWay.stream()
            .filter(candidate -> delivers && !node(candidate.to()).isPaused())
            .min(Comparator.comparingLong(VirtualMessage::dueNanos));
    Optional<VirtualNode> ringing =
        nodes.values().stream()
            .filter(node -> node.timer().isPresent())
            .min(Comparator.comparingLong(node -> node.timer().orElseThrow()));
    long messageAt = message.map(VirtualMessage::dueNanos).orElse(Long.MAX_VALUE);
    long timerAt = ringing.map(node -> node.timer().orElseThrow()).orElse(Long.MAX_VALUE);
    if (Math.min(messageAt, timerAt) > untilNanos) {
      return false;
    }
    nowNanos = Math.max(nowNanos, Math.min(messageAt, timerAt));
    if (messageAt <= timerAt) {
      deliver(message.orElseThrow());
    } else {
      VirtualNode node = ringing.orElseThrow();
      node.disarm();
      step(node.id(), new Input.TimerFired());
    }
    return true;
  }

  // ---- tasks

  void holdTasks(String id) {
    busyTasks.add(id);
  }

  // ---- steps

  void step(String id, Input input) {
    VirtualNode node = node(id);
    List<Effect> effects = node.step(input, nowNanos);
    boolean tasksEnd = false;
    boolean written = false;
    for (Effect effect : effects) {
      if (effect instanceof Effect.Persist && node.isDiskFull()) {
        step(id, new Input.StoreFailed("the disk is full"));
        return;
      }
      narrator.effect(node, effect, cause(effect), nowNanos);
      execute(node, effect);
      tasksEnd |= effect instanceof Effect.EndTasks;
      written |= effect instanceof Effect.Persist;
    }
    checkPromises();
    if (written) {
      step(id, new Input.RecordDurable());
    }
    if (tasksEnd && !busyTasks.contains(id)) {
      step(id, new Input.TasksEnded(node.view().term()));
    }
  }

  /** The request that an effect answers, if it answers one. */
  private Optional<VirtualMessage> cause(Effect effect) {
    return effect instanceof Effect.Respond respond
        ? Optional.of(asked.get(respond.number()))
        : Optional.empty();
  }

  private void execute(VirtualNode node, Effect effect) {
    switch (effect) {
      case Effect.Persist persist -> node.write(persist.record());
      case Effect.ArmTimer timer -> node.arm(timer.atNanos());
      case Effect.Call call -> send(node.id(), call.peer(), call.request());
      case Effect.Respond respond -> {
        VirtualMessage request = asked.remove(respond.number());
        underWay.add(
            new VirtualMessage(
                request.asking(),
                request.asked(),
                request.request(),
                Optional.of(respond.reply()),
                nowNanos + DELAY_NANOS));
      }
      default -> {}
    }
  }

  private void send(String from, String to, PeerRequest request) {
    if (nodes.containsKey(to)) {
      underWay.add(new VirtualMessage(from, to, request, Optional.empty(), nowNanos + DELAY_NANOS));
    }
  }

  // ---- promises

  private void checkPromises() {
    List<String> active = new ArrayList<>();
    for (VirtualNode node : nodes.values()) {
      if (node.isActive(nowNanos)) {
        active.add(node.id());
      }
      if (node.isRunning() && node.view().role() == Role.LEADER) {
        String known = leaders.computeIfAbsent(node.view().term(), term -> node.id());
        check(
            known.equals(node.id()),
            "two leaders in term %d: %s and %s".formatted(node.view().term(), known, node.id()));
      }
    }
    boolean exclusive = settings.activation() == Activation.WHEN_EXCLUSIVE;
    check(!exclusive || active.size() < 2, "active at the same instant: " + active);
  }

  private void check(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(
          "at %d ms: %s".formatted(nowNanos / MachineDriver.MILLISECOND, message));
    }
  }
}
