/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.Members;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Correct members, and a second process with the id of one of them: on a state directory of its
 * own, or on a copy of that of the other, and reached by those who call the id, or not, or in turns
 * (design, section 5 rule 14). It deposes nobody and is never active beside another; of two copies
 * one ends.
 */
final class TwinRun implements HonestNode.Surroundings, Attack {

  private static final int CONFIRMED_AFTER = 10;
  private static final int BOTH_FOR = 60;

  /** Who is reached by those who call the id. */
  private enum Reached {
    THE_FIRST,
    THE_SECOND,
    IN_TURNS
  }

  private final SplittableRandom random;
  private final Timeline timeline = new Timeline();
  private final HonestMembers members = new HonestMembers(timeline);
  private final Exclusivity exclusivity;
  private final HonestNode first;
  private final HonestNode second;
  private final boolean copied;
  private final boolean proved;
  private final Reached reached;

  /** Whether another leader is elected while there are two. */
  private final boolean elected;

  private boolean supervised;
  private boolean turn;

  TwinRun(long seed, MachineUnderTest.Factory machines) {
    random = new SplittableRandom(seed);
    copied = random.nextBoolean();
    proved = random.nextBoolean();
    reached = Reached.values()[random.nextInt(Reached.values().length)];
    // Two that answer at one address in turns could vote twice, which only time ends.
    elected = random.nextBoolean() && reached != Reached.IN_TURNS;
    List<Member> founders = HonestMembers.founders(3 + random.nextInt(3));
    Configuration configuration = Members.founding(founders);
    members.make(
        founders, configuration, make -> new HonestNode(make, this, machines, random.split()));
    int which = random.nextInt(founders.size());
    first = members.all().get(which);
    HonestNode.Make twin =
        new HonestNode.Make(
            founders.size(), founders.get(which), HonestMembers.SETTINGS, configuration);
    second = new HonestNode(twin, this, machines, random.split());
    List<NodeClock> clocks = new ArrayList<>();
    members.all().forEach(node -> clocks.add(node.clock()));
    clocks.add(second.clock());
    founders.add(Member.of("second-" + first.id(), first.id() + ":7401"));
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
    HonestNode leader = members.awaitLeader("before there were two");
    timeline.runUntil(timeline.now() + CONFIRMED_AFTER * HonestMembers.UNIT);
    if (copied) {
      second.store().commit(first.store().load().orElseThrow());
    }
    second.start();
    if (elected) {
      timeline.after(random.nextLong(10 * HonestMembers.UNIT), leader::crash);
      timeline.after(20 * HonestMembers.UNIT, leader::start);
    }
    timeline.runUntil(timeline.now() + BOTH_FOR * HonestMembers.UNIT);
    if (!elected) {
      requireNobodyDeposed(leader);
    }
    supervised = true;
    second.crash();
    restartIfFailed();
    HonestNode last = members.awaitLeader("when there was one again, " + this);
    last.crash();
    members.awaitLeader("when '%s' had gone, %s".formatted(last.id(), this));
  }

  private void requireNobodyDeposed(HonestNode leader) {
    if (leader.losses() > 0) {
      throw new Violation(Invariant.LEADER_UNDISTURBED, inWords());
    }
    boolean told = reached != Reached.IN_TURNS || first.equals(leader);
    if (copied && told && !hasFailed(first) && !hasFailed(second)) {
      throw new Violation(Invariant.COPY_ENDS, inWords());
    }
  }

  /** As a supervisor does. */
  private void restartIfFailed() {
    if (first.isRunning() && hasFailed(first)) {
      first.crash();
      first.start();
    }
  }

  private static boolean hasFailed(HonestNode node) {
    return node.view().role() == Role.FAILED;
  }

  private String inWords() {
    return "%s; the second '%s' %s; %s"
        .formatted(this, second.id(), second.view(), members.inWords());
  }

  @Override
  public String toString() {
    return "copied %s, proved %s, reached %s, elected %s"
        .formatted(copied, proved, reached, elected);
  }

  @Override
  public void call(HonestNode from, Effect.Call call) {
    HonestNode.Question question = new HonestNode.Question(from, call);
    PeerRequest arriving = (PeerRequest) HonestMembers.overTheWire(call.request());
    timeline.after(HonestMembers.delay(random), () -> arrive(question, arriving));
    timeline.after(2 * HonestMembers.HEARTBEAT, question::failed);
  }

  private void arrive(HonestNode.Question question, PeerRequest arriving) {
    boolean ofSecond = question.asking().equals(second);
    String address = question.asking().id() + (ofSecond ? ":7401" : ":7400");
    reachedAt(question.peer())
        .request(
            arriving,
            new Input.Caller(address, proved),
            reply -> members.reply(question, reply, random));
  }

  private HonestNode reachedAt(String id) {
    HonestNode one = members.find(id).orElseThrow();
    if (!one.equals(first) || !second.isRunning()) {
      return one;
    }
    turn = !turn;
    return switch (reached) {
      case THE_FIRST -> first;
      case THE_SECOND -> second;
      case IN_TURNS -> turn ? first : second;
    };
  }

  @Override
  public void failed(HonestNode node, String reason) {
    boolean one = node.equals(first) || node.equals(second);
    if (!one || !copied || !reason.startsWith(MachineFuzzTarget.SECOND_PROCESS)) {
      throw new Violation(
          Invariant.NODE_FAILS_FOR_A_REASON,
          "%s failed, %s: %s".formatted(node.id(), this, reason));
    }
    if (supervised) {
      timeline.after(HonestMembers.UNIT, this::restartIfFailed);
    }
  }
}
