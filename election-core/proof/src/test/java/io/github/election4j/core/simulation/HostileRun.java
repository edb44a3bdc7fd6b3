/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.Recovery;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Correct members, and one intruder that sends them anything at any time. What is asked of them
 * then depends on who the intruder is; when it has gone, they elect as if it had never been.
 */
final class HostileRun implements HonestNode.Surroundings, Attack {

  private static final int ATTACKED_FOR = 30;
  private static final int CONFIRMED_AFTER = 10;

  /** A stranger does not fill the log by speaking. */
  private static final int MOST_WARNINGS = 600;

  private static final long MOST_TERMS_A_MESSAGE = (1L << 40) / 1_000_000;
  private static final long HEARTBEAT = HonestMembers.HEARTBEAT;
  private static final MachineSettings SETTINGS = HonestMembers.SETTINGS;

  private final Intruder intruder;
  private final SplittableRandom random;
  private final Timeline timeline = new Timeline();
  private final HonestMembers honest = new HonestMembers(timeline);
  private final List<HonestNode> nodes = honest.all();
  private final Configuration founders;
  private final Exclusivity exclusivity;
  private final Lies lies;
  private final String intruderId;
  private final Sender self;
  private boolean lying;
  private boolean gone;
  private int messages;

  /**
   * Makes a run.
   *
   * @param intruder who gets in
   * @param seed of everything
   * @param machines of the members
   */
  HostileRun(Intruder intruder, long seed, MachineUnderTest.Factory machines) {
    this.intruder = intruder;
    this.random = new SplittableRandom(seed);
    int correct = 2 + random.nextInt(3);
    List<Member> members = HonestMembers.founders(correct + (intruder.isMember() ? 1 : 0));
    founders = Members.founding(members);
    intruderId = intruder.isMember() ? members.getLast().id() : "z";
    self = new Sender(intruderId, 1 + random.nextInt(1_000), random.nextLong());
    lies = new Lies(random.split(), founders, SETTINGS.promiseNanos(), intruder.forges());
    List<Member> running = members.subList(0, correct);
    honest.make(running, founders, make -> new HonestNode(make, this, machines, random.split()));
    List<NodeClock> clocks = nodes.stream().map(HonestNode::clock).toList();
    exclusivity =
        new Exclusivity(new Roster(running), timeline, clocks, !intruder.passesForMember());
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
    nodes.forEach(HonestNode::start);
    honest.awaitLeader("before anybody got in");
    // Until then nobody can be told by its disk.
    timeline.runUntil(timeline.now() + CONFIRMED_AFTER * HonestMembers.UNIT);
    HonestNode leader = honest.awaitLeader("before anybody got in");
    long term = leader.view().term();
    lying = true;
    lie();
    if (intruder.passesForMember()) {
      restartSomebody();
    }
    timeline.runUntil(timeline.now() + ATTACKED_FOR * HonestMembers.UNIT);
    gone = true;
    if (intruder.passesForMember()) {
      requireBounds();
    } else {
      requireUndisturbed(leader, term);
    }
    recoverAfter();
    honest.awaitLeader("when it had gone");
    nodes.forEach(HonestNode::crash);
    nodes.forEach(HonestNode::start);
    honest.awaitLeader("when all had been started again");
  }

  // ---- what the intruder does

  private void lie() {
    if (gone) {
      return;
    }
    PeerRequest request = lies.request(sender());
    if (random.nextBoolean()) {
      nodes.forEach(node -> send(request, node));
    } else {
      send(request, nodes.get(random.nextInt(nodes.size())));
    }
    timeline.after(random.nextLong(HEARTBEAT / 2), this::lie);
  }

  /** Itself, most of the time; where it need not prove anything, anybody. */
  private Sender sender() {
    if (intruder.pretends()) {
      return lies.sender(Optional.empty());
    }
    return random.nextInt(3) > 0 ? self : lies.sender(Optional.of(intruderId));
  }

  private void send(PeerRequest request, HonestNode to) {
    PeerRequest arriving = (PeerRequest) HonestMembers.overTheWire(request);
    timeline.after(
        delay(),
        () -> {
          messages++;
          Input.Caller caller = new Input.Caller("nowhere:666", intruder.provesItsId());
          to.request(arriving, caller, reply -> timeline.after(delay(), () -> lies.learn(reply)));
        });
  }

  /** As a member should, at first, so that it is one whom all know. */
  private void answer(HonestNode.Question question) {
    lies.learn(question.request());
    if (lying && !gone && random.nextInt(5) > 0) {
      messages++;
      Sender signed = random.nextInt(4) > 0 ? self : lies.sender(Optional.of(intruderId));
      reply(question, lies.replyTo(question.request(), signed));
    } else if (!lying && question.request() instanceof PeerRequest.Heartbeat heartbeat) {
      RequestHeader asked = heartbeat.header();
      ReplyHeader header =
          new ReplyHeader(
              self, asked.term(), asked.round(), Verdict.GRANTED, ReplyHeader.Hints.NONE);
      reply(question, new PeerReply.HeartbeatReply(header, heartbeat.configurationId()));
    }
  }

  private void reply(HonestNode.Question question, PeerReply reply) {
    honest.reply(question, reply, random);
  }

  // ---- what the members do

  @Override
  public void call(HonestNode from, Effect.Call call) {
    HonestNode.Question question = new HonestNode.Question(from, call);
    PeerRequest arriving = (PeerRequest) HonestMembers.overTheWire(call.request());
    if (intruder == Intruder.EAVESDROPPER) {
      lies.learn(arriving);
    }
    timeline.after(delay(), () -> arrive(question, arriving));
    long patience = call.patienceNanos() == 0 ? 2 * HEARTBEAT : call.patienceNanos();
    timeline.after(patience, question::failed);
  }

  private void arrive(HonestNode.Question question, PeerRequest arriving) {
    if (question.peer().equals(intruderId)) {
      answer(question);
    }
    nodes.stream()
        .filter(node -> node.id().equals(question.peer()))
        .forEach(
            node ->
                node.request(
                    arriving,
                    new Input.Caller(question.asking().id() + ":7400", intruder.provesItsId()),
                    reply -> reply(question, reply)));
  }

  /**
   * Who can read what members send can do what a copy of a state directory does: the member ends,
   * and somebody starts it again.
   */
  @Override
  public void failed(HonestNode node, String reason) {
    boolean copied = reason.startsWith(MachineFuzzTarget.SECOND_PROCESS);
    if (intruder != Intruder.EAVESDROPPER || !copied) {
      throw new Violation(
          Invariant.NODE_FAILS_FOR_A_REASON,
          "%s failed by what %s sent: %s".formatted(node.id(), intruder, reason));
    }
    timeline.after(
        HonestMembers.UNIT,
        () -> {
          if (node.view().role() == Role.FAILED) {
            node.crash();
            node.start();
          }
        });
  }

  private void restartSomebody() {
    if (!gone) {
      timeline.after(random.nextLong(12 * HonestMembers.UNIT), this::restartSomebody);
      HonestNode node = nodes.get(random.nextInt(nodes.size()));
      node.crash();
      node.start();
    }
  }

  private long delay() {
    return HonestMembers.delay(random);
  }

  // ---- what is asked of them

  /** Whom nobody knows changes nothing: no term, no leader, no member, no disk. */
  private void requireUndisturbed(HonestNode leader, long term) {
    for (HonestNode node : nodes) {
      VoteRecord record = node.store().load().orElseThrow();
      boolean same =
          node.losses() == 0
              && node.warnings() <= MOST_WARNINGS
              && record.ballot().term() == term
              && HonestMembers.follows(node, leader);
      if (!same) {
        throw new Violation(
            Invariant.LEADER_UNDISTURBED,
            "%s after %d messages of %s, with %d losses and %d warnings: %s; %s"
                .formatted(
                    node.id(),
                    messages,
                    intruder,
                    node.losses(),
                    node.warnings(),
                    record,
                    honest.inWords()));
      }
    }
    requireBounds();
  }

  /** Whatever a member says: no more than a millionth of an era is gone for each of its words. */
  private void requireBounds() {
    for (HonestNode node : nodes) {
      VoteRecord record = node.store().load().orElseThrow();
      boolean bounded =
          record.ballot().term() <= messages * MOST_TERMS_A_MESSAGE + 1_000
              && record.longestPromiseNanos() <= 2 * HonestMembers.UNIT;
      boolean members =
          intruder.forges()
              || record.configuration().voters().equals(founders.voters())
                  && record.configuration().origin() == founders.origin();
      if (!bounded || !members) {
        throw new Violation(
            Invariant.TERM_NEVER_GOES_BACK,
            "%s keeps %s after %d messages of %s".formatted(node.id(), record, messages, intruder));
      }
    }
  }

  /** Forged members may be anybody: the owner gives the survivors new ones, offline. */
  private void recoverAfter() {
    if (!intruder.forges()) {
      return;
    }
    nodes.forEach(HonestNode::crash);
    List<Member> survivors = Members.of(founders).subList(0, nodes.size());
    for (HonestNode node : nodes) {
      VoteRecord old = node.store().load().orElseThrow();
      node.store().commit(Recovery.recovered(old, survivors, SETTINGS.promiseNanos()));
      node.start();
    }
  }
}
