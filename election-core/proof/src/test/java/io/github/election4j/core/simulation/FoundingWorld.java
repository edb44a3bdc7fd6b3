/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Activation;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Founders with disks, which are started and crash, and a network between them that delays, and
 * loses a part of what is sent.
 */
final class FoundingWorld {

  static final long HEARTBEAT = 50 * Nanos.MILLISECOND;
  static final long MAX_ELECTION = 6 * HEARTBEAT;

  /** There and back within the time that a winner waits, and that a lease lasts. */
  static final long SLOW_LINK = 40 * Nanos.MILLISECOND;

  private static final long CALL_TIMEOUT = 3 * HEARTBEAT;
  private static final int ALL = 1000;

  private static final MachineSettings SETTINGS =
      new MachineSettings(
          new MachineSettings.Timing(HEARTBEAT, 3 * HEARTBEAT, MAX_ELECTION, 20 * HEARTBEAT),
          3 * HEARTBEAT,
          0.1,
          1,
          Activation.WHEN_EXCLUSIVE);

  private final SplittableRandom random;
  private final long latestNanos;
  private final Consumer<FoundingNode> look;
  private final Timeline timeline = new Timeline();
  private final List<FoundingNode> nodes = new ArrayList<>();
  private final Set<String> slowLinks = new HashSet<>();
  private final Map<Long, Question> questions = new HashMap<>();
  private int lostOfThousand;

  /** A request that waits for its answer. */
  private record Question(FoundingNode asking, int process, String asked, PeerRequest request) {}

  /**
   * A network without losses, and nodes that have not been started.
   *
   * @param size how many
   * @param latestNanos how long a message, or a write, takes at most
   * @param random all that is drawn
   * @param machines makes their machines
   * @param look is told of a node after each of its steps
   */
  FoundingWorld(
      int size,
      long latestNanos,
      SplittableRandom random,
      MachineUnderTest.Factory machines,
      Consumer<FoundingNode> look) {
    this.random = random;
    this.latestNanos = latestNanos;
    this.look = look;
    IntStream.range(0, size)
        .mapToObj(
            node -> new FoundingNode(FoundingPlan.member(node), SETTINGS, machines, random.split()))
        .forEach(nodes::add);
  }

  List<FoundingNode> nodes() {
    return nodes;
  }

  Timeline timeline() {
    return timeline;
  }

  void loses(int ofThousand) {
    lostOfThousand = ofThousand;
  }

  void drawSlowLinks() {
    for (FoundingNode from : nodes) {
      for (FoundingNode to : nodes) {
        if (random.nextInt(3) == 0) {
          slowLinks.add(from.id() + to.id());
        }
      }
    }
  }

  void heal() {
    slowLinks.clear();
    lostOfThousand = 0;
  }

  /** Lets time pass until something is so, but no longer than that, and says whether it is. */
  boolean comesTrue(BooleanSupplier condition, long withinNanos) {
    long end = timeline.now() + withinNanos;
    while (!condition.getAsBoolean() && timeline.now() < end) {
      timeline.runUntil(timeline.now() + HEARTBEAT);
    }
    return condition.getAsBoolean();
  }

  boolean isLed() {
    return nodes.stream().anyMatch(node -> node.isActive(timeline.now()));
  }

  // ---- processes

  void start(FoundingNode node, Configuration first) {
    execute(node, node.start(first, timeline.now()));
  }

  /** Gives a process an input, if it is still the one that it was meant for. */
  void step(FoundingNode node, int process, Input input) {
    if (node.process() == process && node.isRunning()) {
      execute(node, node.step(input, timeline.now()));
    }
  }

  private void execute(FoundingNode node, List<Effect> effects) {
    int process = node.process();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Persist persist ->
            timeline.after(
                delay(),
                () -> {
                  if (node.process() == process) {
                    node.write(persist.record());
                    step(node, process, new Input.RecordDurable());
                  }
                });
        case Effect.ArmTimer timer -> arm(node, process, timer.atNanos());
        case Effect.Call call -> ask(new Question(node, process, call.peer(), call.request()));
        case Effect.Respond respond -> answer(respond);
        default -> {}
      }
    }
    if (node.view().role() == Role.FAILED) {
      throw new Violation(
          Invariant.NODE_FAILS_FOR_A_REASON,
          node.id() + " failed: " + node.view().cluster().failure().orElse("no reason"));
    }
    look.accept(node);
  }

  private void arm(FoundingNode node, int process, long atNanos) {
    long arming = node.arm();
    timeline.at(
        atNanos,
        () -> {
          if (node.isArmed(arming)) {
            step(node, process, new Input.TimerFired());
          }
        });
  }

  // ---- network

  private long delay() {
    return 1 + random.nextLong(latestNanos);
  }

  private long delay(String from, String to) {
    return slowLinks.contains(from + to) ? SLOW_LINK + delay() : delay();
  }

  private boolean isLost() {
    return lostOfThousand > 0 && random.nextInt(ALL) < lostOfThousand;
  }

  private void ask(Question question) {
    long number = questions.size() + 1L;
    questions.put(number, question);
    if (isLost()) {
      fail(question, CALL_TIMEOUT);
      return;
    }
    timeline.after(
        delay(question.asking().id(), question.asked()),
        () -> {
          Optional<FoundingNode> asked = running(question.asked());
          if (asked.isPresent()) {
            FoundingNode node = asked.get();
            step(node, node.process(), new Input.RequestReceived(number, question.request()));
          } else {
            fail(question, delay());
          }
        });
  }

  private Optional<FoundingNode> running(String id) {
    return nodes.stream().filter(node -> node.id().equals(id) && node.isRunning()).findFirst();
  }

  private void fail(Question question, long afterNanos) {
    timeline.after(
        afterNanos,
        () ->
            step(
                question.asking(),
                question.process(),
                new Input.CallFailed(question.asked(), question.request())));
  }

  private void answer(Effect.Respond respond) {
    Question question = questions.get(respond.number());
    if (isLost()) {
      fail(question, CALL_TIMEOUT);
      return;
    }
    timeline.after(
        delay(question.asked(), question.asking().id()),
        () ->
            step(
                question.asking(),
                question.process(),
                new Input.ReplyReceived(question.asked(), question.request(), respond.reply())));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (FoundingNode node : nodes) {
      if (node.isRunning()) {
        text.append("%n  %s %s".formatted(node.id(), node.view()));
      }
    }
    return text.toString();
  }
}
