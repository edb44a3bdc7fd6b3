/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Members;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Correct members, and somebody on the way between them who sends again what a leader has sent, the
 * last heartbeat most of all. That disturbs no leader that lives, and keeps none alive that is
 * dead.
 */
final class ReplayRun implements HonestNode.Surroundings, Attack {

  private static final int REPEATED_FOR = 30;
  private static final int MEMORY = 64;

  private final SplittableRandom random;
  private final Timeline timeline = new Timeline();
  private final HonestMembers members = new HonestMembers(timeline);
  private final Exclusivity exclusivity;

  /** What each member was sent last, the newest at the end. */
  private final Map<String, List<PeerRequest.Heartbeat>> recorded = new HashMap<>();

  ReplayRun(long seed, MachineUnderTest.Factory machines) {
    random = new SplittableRandom(seed);
    List<Member> founders = HonestMembers.founders(3 + random.nextInt(3));
    Configuration first = Members.founding(founders);
    members.make(founders, first, make -> new HonestNode(make, this, machines, random.split()));
    List<NodeClock> clocks = members.all().stream().map(HonestNode::clock).toList();
    exclusivity = new Exclusivity(new Roster(founders), timeline, clocks, true);
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public Exclusivity exclusivity() {
    return exclusivity;
  }

  @Override
  public void run() {
    members.all().forEach(HonestNode::start);
    HonestNode leader = members.awaitLeader("before anything was sent again");
    repeat();
    timeline.runUntil(timeline.now() + REPEATED_FOR * HonestMembers.UNIT);
    if (leader.losses() > 0) {
      throw new Violation(
          Invariant.LEADER_UNDISTURBED, "by what was sent again: " + members.inWords());
    }
    leader.crash();
    members.awaitLeader("though the last heartbeat of '%s' is sent again".formatted(leader.id()));
    leader.start();
    members.awaitLeader("when '%s' had been started again".formatted(leader.id()));
  }

  private void repeat() {
    timeline.after(random.nextLong(HonestMembers.HEARTBEAT / 4), this::repeat);
    HonestNode node = members.all().get(random.nextInt(members.all().size()));
    List<PeerRequest.Heartbeat> sent = recorded.getOrDefault(node.id(), List.of());
    if (!sent.isEmpty()) {
      int which = random.nextBoolean() ? sent.size() - 1 : random.nextInt(sent.size());
      node.request(sent.get(which), new Input.Caller("on the way", false), reply -> {});
    }
  }

  @Override
  public void call(HonestNode from, Effect.Call call) {
    HonestNode.Question question = new HonestNode.Question(from, call);
    PeerRequest arriving = (PeerRequest) HonestMembers.overTheWire(call.request());
    timeline.after(HonestMembers.delay(random), () -> arrive(question, arriving));
    if (random.nextInt(4) == 0) {
      // As some transports do by themselves. Whichever answer comes first is taken.
      timeline.after(
          random.nextLong(4 * HonestMembers.HEARTBEAT), () -> arrive(question, arriving));
    }
    timeline.after(2 * HonestMembers.HEARTBEAT, question::failed);
  }

  private void arrive(HonestNode.Question question, PeerRequest arriving) {
    if (arriving instanceof PeerRequest.Heartbeat heartbeat) {
      record(question.peer(), heartbeat);
    }
    Input.Caller caller = new Input.Caller(question.asking().id() + ":7400", false);
    members
        .find(question.peer())
        .ifPresent(
            node ->
                node.request(arriving, caller, reply -> members.reply(question, reply, random)));
  }

  private void record(String to, PeerRequest.Heartbeat heartbeat) {
    List<PeerRequest.Heartbeat> sent = recorded.computeIfAbsent(to, each -> new ArrayList<>());
    if (sent.size() == MEMORY) {
      sent.removeFirst();
    }
    sent.add(heartbeat);
  }

  @Override
  public void failed(HonestNode node, String reason) {
    throw new Violation(
        Invariant.NODE_FAILS_FOR_A_REASON, "%s failed: %s".formatted(node.id(), reason));
  }
}
