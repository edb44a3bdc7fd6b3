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
import io.github.election4j.wire.PeerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Founders that were given other lists come up one after another, over a network that only delays.
 * Two of them are never active at once, except where no founder that both name could be asked; who
 * leads a founded cluster leads on; and where nobody does, somebody does when all are started again
 * with one list.
 */
final class FoundingRun {

  private static final long HEARTBEAT = 50 * Nanos.MILLISECOND;
  private static final long MAX_ELECTION = 6 * HEARTBEAT;
  private static final MachineSettings SETTINGS =
      new MachineSettings(
          new MachineSettings.Timing(HEARTBEAT, 3 * HEARTBEAT, MAX_ELECTION, 20 * HEARTBEAT),
          3 * HEARTBEAT,
          0.1,
          1,
          Activation.WHEN_EXCLUSIVE);

  /** For so long all run before it is looked at what has become of them. */
  private static final long SETTLING = 24 * HEARTBEAT;

  /** There and back within the time that a winner waits, and that a lease lasts. */
  private static final long SLOW_LINK = 40 * Nanos.MILLISECOND;

  /** Once all have the same list there is a leader within so long. */
  private static final long LEADER_WITHIN = 60 * HEARTBEAT;

  private final FoundingPlan plan;
  private final Timeline timeline = new Timeline();
  private final SplittableRandom random;
  private final Set<String> slowLinks = new HashSet<>();
  private final List<FoundingNode> nodes = new ArrayList<>();
  private final Map<Long, Question> questions = new HashMap<>();
  private final Map<FoundingNode, Long> founded = new HashMap<>();
  private boolean isOneCluster;

  /** Pairs of tenures that nobody could keep apart when the later one began. */
  private final Set<Set<Tenure>> beyondReach = new HashSet<>();

  private final Map<Tenure, Long> elected = new HashMap<>();

  private record Tenure(FoundingNode leader, long term) {}

  /** A request that waits for its answer. */
  private record Question(FoundingNode asking, int process, String asked, PeerRequest request) {}

  FoundingRun(FoundingPlan plan, MachineUnderTest.Factory machines) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    IntStream.range(0, plan.size())
        .mapToObj(
            node -> new FoundingNode(FoundingPlan.member(node), SETTINGS, machines, random.split()))
        .forEach(nodes::add);
    if (plan.slow()) {
      drawSlowLinks();
    }
  }

  private void drawSlowLinks() {
    for (FoundingNode from : nodes) {
      for (FoundingNode to : nodes) {
        if (random.nextInt(3) == 0) {
          slowLinks.add(from.id() + to.id());
        }
      }
    }
  }

  long happened() {
    return timeline.happened();
  }

  /** Runs to the end, or to the first invariant that is broken. */
  Optional<Violation> violation() {
    try {
      run();
      return Optional.empty();
    } catch (Violation broken) {
      return Optional.of(broken);
    }
  }

  /**
   * Runs to the end. Throws {@link Violation}.
   *
   * @return whether two were active whom no common founder could have kept apart
   */
  boolean run() {
    for (int node = 0; node < plan.size(); node++) {
      FoundingNode founder = nodes.get(node);
      List<Integer> list = plan.lists().get(node);
      timeline.at(plan.startNanos().get(node), () -> start(founder, list));
    }
    timeline.runUntil(plan.lastStartNanos() + SETTLING);
    if (founded.isEmpty()) {
      correct();
    } else if (!plan.slow()) {
      founded.forEach(this::requireLeading);
    }
    return !beyondReach.isEmpty();
  }

  /** The owner gives the same list to all of them. */
  private void correct() {
    isOneCluster = true;
    slowLinks.clear();
    nodes.forEach(FoundingNode::crash);
    List<Integer> all = IntStream.range(0, plan.size()).boxed().toList();
    nodes.forEach(node -> start(node, all));
    long end = timeline.now() + LEADER_WITHIN;
    while (!isLed() && timeline.now() < end) {
      timeline.runUntil(timeline.now() + HEARTBEAT);
    }
    if (!isLed()) {
      throw new Violation(Invariant.LEADER_IN_TIME, "nobody leads after the correction: " + this);
    }
  }

  private boolean isLed() {
    return nodes.stream().anyMatch(node -> node.isActive(timeline.now()));
  }

  private void requireLeading(FoundingNode leader, long term) {
    if (leader.view().role() != Role.LEADER || leader.view().term() != term) {
      throw new Violation(
          Invariant.QUIET_WHEN_WELL,
          "%s had founded a cluster in term %d: %s".formatted(leader.id(), term, this));
    }
  }

  // ---- processes

  private void start(FoundingNode node, List<Integer> list) {
    execute(node, node.start(plan.membersOf(list), timeline.now()));
  }

  private void step(FoundingNode node, int process, Input input) {
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
    look(node);
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
    return 1 + random.nextLong(plan.latestNanos());
  }

  private long delay(String from, String to) {
    return slowLinks.contains(from + to) ? SLOW_LINK + delay() : delay();
  }

  private void ask(Question question) {
    long number = questions.size() + 1L;
    questions.put(number, question);
    timeline.after(
        delay(question.asking().id(), question.asked()),
        () -> {
          Optional<FoundingNode> asked = running(question.asked());
          if (asked.isPresent()) {
            FoundingNode node = asked.get();
            step(node, node.process(), new Input.RequestReceived(number, question.request()));
          } else {
            fail(question);
          }
        });
  }

  private Optional<FoundingNode> running(String id) {
    return nodes.stream().filter(node -> node.id().equals(id) && node.isRunning()).findFirst();
  }

  private void fail(Question question) {
    timeline.after(
        delay(),
        () ->
            step(
                question.asking(),
                question.process(),
                new Input.CallFailed(question.asked(), question.request())));
  }

  private void answer(Effect.Respond respond) {
    Question question = questions.get(respond.number());
    timeline.after(
        delay(question.asked(), question.asking().id()),
        () ->
            step(
                question.asking(),
                question.process(),
                new Input.ReplyReceived(question.asked(), question.request(), respond.reply())));
  }

  // ---- what must hold

  private void look(FoundingNode node) {
    if (node.view().role() == Role.FAILED) {
      throw new Violation(
          Invariant.NODE_FAILS_FOR_A_REASON,
          node.id() + " failed: " + node.view().cluster().failure().orElse("no reason"));
    }
    if (node.view().role() == Role.LEADER) {
      elected.putIfAbsent(tenureOf(node), timeline.now());
    }
    if (!node.isActive(timeline.now())) {
      return;
    }
    for (FoundingNode other : nodes) {
      if (!other.equals(node) && other.isActive(timeline.now())) {
        requireApart(node, other);
      }
    }
    if (node.view().cluster().configuration().id().version() > 1) {
      founded.putIfAbsent(node, node.view().term());
    }
  }

  /** How long it takes, each time waiting for a heartbeat, to be told and to tell. */
  private long timeToTell() {
    return 2 * HEARTBEAT + 4 * (plan.latestNanos() + (plan.slow() ? SLOW_LINK : 0));
  }

  /**
   * Nobody can know of a list whose members he does not name, if nobody whom both name has been
   * there for long enough to be told and to tell, if its answer was not waited for.
   *
   * @param node who has just become active
   */
  private void requireApart(FoundingNode node, FoundingNode other) {
    Set<Tenure> both = Set.of(tenureOf(node), tenureOf(other));
    if (beyondReach.contains(both)) {
      return;
    }
    boolean allAgreed = timeline.now() - elected.get(tenureOf(node)) < MAX_ELECTION;
    long enough = allAgreed ? 0 : timeToTell();
    List<Integer> common = new ArrayList<>(plan.lists().get(nodes.indexOf(node)));
    common.retainAll(plan.lists().get(nodes.indexOf(other)));
    boolean couldKnow =
        common.stream().anyMatch(member -> nodes.get(member).hasRunFor(enough, timeline.now()));
    if (isOneCluster || couldKnow) {
      throw new Violation(
          Invariant.ONE_ACTIVE_LEADER,
          "%s and %s are both active: %s".formatted(node.id(), other.id(), this));
    }
    beyondReach.add(both);
  }

  private static Tenure tenureOf(FoundingNode node) {
    return new Tenure(node, node.view().term());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(plan.toString());
    for (FoundingNode node : nodes) {
      if (node.isRunning()) {
        text.append("%n  %s %s".formatted(node.id(), node.view()));
      }
    }
    return text.toString();
  }
}
