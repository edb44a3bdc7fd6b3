/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Activation;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.core.machine.Members;
import io.github.election4j.core.machine.Recovery;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.Message;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.WireCodec;
import io.github.election4j.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Correct members, and one intruder that sends them anything at any time. What is asked of them
 * then depends on who the intruder is; when it has gone, they elect as if it had never been.
 */
final class HostileRun implements HonestNode.Surroundings {

  /** As in any other run, in the longest election timeouts. */
  private static final int LEADER_WITHIN = SimulatedRun.LEADER_WITHIN;

  private static final int ATTACKED_FOR = 30;
  private static final int CONFIRMED_AFTER = 10;

  /** A stranger does not fill the log by speaking. */
  private static final int MOST_WARNINGS = 600;

  private static final long MOST_TERMS_A_MESSAGE = (1L << 40) / 1_000_000;
  private static final long HEARTBEAT = 50 * Nanos.MILLISECOND;
  private static final MachineSettings SETTINGS =
      new MachineSettings(
          new MachineSettings.Timing(HEARTBEAT, 3 * HEARTBEAT, 6 * HEARTBEAT, 60 * HEARTBEAT),
          3 * HEARTBEAT,
          0.1,
          1,
          Activation.WHEN_EXCLUSIVE);

  private final Intruder intruder;
  private final SplittableRandom random;
  private final Timeline timeline = new Timeline();
  private final WireCodec codec = new WireCodec("hostile");
  private final List<HonestNode> nodes = new ArrayList<>();
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
    int honest = 2 + random.nextInt(3);
    List<Member> members = new ArrayList<>();
    for (int index = 0; index < honest + (intruder.isMember() ? 1 : 0); index++) {
      String id = String.valueOf((char) ('a' + index));
      members.add(Member.of(id, id + ":7400"));
    }
    founders = Members.founding(members);
    intruderId = intruder.isMember() ? members.getLast().id() : "z";
    self = new Sender(intruderId, 1 + random.nextInt(1_000), random.nextLong());
    lies = new Lies(random.split(), founders, SETTINGS.promiseNanos(), intruder.forges());
    for (int index = 0; index < honest; index++) {
      HonestNode.Make make = new HonestNode.Make(index, members.get(index), SETTINGS, founders);
      nodes.add(new HonestNode(make, this, machines, random.split()));
    }
    List<NodeClock> clocks = nodes.stream().map(HonestNode::clock).toList();
    exclusivity =
        new Exclusivity(
            new Roster(members.subList(0, honest)), timeline, clocks, !intruder.passesForMember());
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public Exclusivity exclusivity() {
    return exclusivity;
  }

  /** Runs to the end. Throws {@link Violation}. */
  void run() {
    nodes.forEach(HonestNode::start);
    awaitLeader("before anybody got in");
    // Until then nobody can be told by its disk.
    timeline.runUntil(timeline.now() + CONFIRMED_AFTER * unit());
    HonestNode leader = awaitLeader("before anybody got in");
    long term = leader.view().term();
    lying = true;
    lie();
    if (intruder.passesForMember()) {
      restartSomebody();
    }
    timeline.runUntil(timeline.now() + ATTACKED_FOR * unit());
    gone = true;
    if (intruder.passesForMember()) {
      requireBounds();
    } else {
      requireUndisturbed(leader, term);
    }
    recoverAfter();
    awaitLeader("when it had gone");
    nodes.forEach(HonestNode::crash);
    nodes.forEach(HonestNode::start);
    awaitLeader("when all had been started again");
  }

  private static long unit() {
    return SETTINGS.timing().maxElectionNanos();
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
    PeerRequest arriving = (PeerRequest) overTheWire(request);
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
    PeerReply arriving = (PeerReply) overTheWire(reply);
    timeline.after(delay(), () -> question.replied(arriving));
  }

  // ---- what the members do

  @Override
  public void call(HonestNode from, Effect.Call call) {
    HonestNode.Question question = new HonestNode.Question(from, call);
    PeerRequest arriving = (PeerRequest) overTheWire(call.request());
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
        unit(),
        () -> {
          if (node.view().role() == Role.FAILED) {
            node.crash();
            node.start();
          }
        });
  }

  private void restartSomebody() {
    if (!gone) {
      timeline.after(random.nextLong(12 * unit()), this::restartSomebody);
      HonestNode node = nodes.get(random.nextInt(nodes.size()));
      node.crash();
      node.start();
    }
  }

  private long delay() {
    return HEARTBEAT / 500 + random.nextLong(HEARTBEAT / 25);
  }

  private Message overTheWire(Message message) {
    try {
      return codec.decode(codec.encode(message));
    } catch (WireFormatException unreadable) {
      throw new IllegalStateException("cannot be decoded: " + message, unreadable);
    }
  }

  // ---- what is asked of them

  private HonestNode awaitLeader(String when) {
    long end = timeline.now() + LEADER_WITHIN * unit();
    while (agreedLeader().isEmpty()) {
      if (timeline.now() > end) {
        throw new Violation(Invariant.LEADER_IN_TIME, when + ": " + inWords());
      }
      timeline.runUntil(timeline.now() + HEARTBEAT);
    }
    return agreedLeader().orElseThrow();
  }

  private Optional<HonestNode> agreedLeader() {
    return nodes.stream()
        .filter(node -> node.view().role() == Role.LEADER)
        .filter(node -> node.view().isActive(node.clock().read(timeline.now())))
        .filter(leader -> nodes.stream().allMatch(node -> follows(node, leader)))
        .findFirst();
  }

  private static boolean follows(HonestNode node, HonestNode leader) {
    return node.view()
        .leader()
        .filter(known -> known.id().equals(leader.id()))
        .filter(known -> known.term() == leader.view().term())
        .isPresent();
  }

  /** Whom nobody knows changes nothing: no term, no leader, no member, no disk. */
  private void requireUndisturbed(HonestNode leader, long term) {
    for (HonestNode node : nodes) {
      VoteRecord record = node.store().load().orElseThrow();
      boolean same =
          node.losses() == 0
              && node.warnings() <= MOST_WARNINGS
              && record.ballot().term() == term
              && follows(node, leader);
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
                    inWords()));
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
              && record.longestPromiseNanos() <= 2 * unit();
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

  private String inWords() {
    StringBuilder words = new StringBuilder();
    for (HonestNode node : nodes) {
      words.append(node.id()).append(' ').append(node.view()).append("; ");
    }
    return words.toString();
  }
}
