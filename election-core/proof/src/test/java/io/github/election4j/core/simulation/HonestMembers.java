/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Activation;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.MachineSettings;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.Message;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.WireCodec;
import io.github.election4j.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The correct members of a cluster that is attacked, and what is asked of all of them. */
final class HonestMembers {

  static final long HEARTBEAT = 50 * Nanos.MILLISECOND;
  static final MachineSettings SETTINGS =
      new MachineSettings(
          new MachineSettings.Timing(HEARTBEAT, 3 * HEARTBEAT, 6 * HEARTBEAT, 60 * HEARTBEAT),
          3 * HEARTBEAT,
          0.1,
          1,
          Activation.WHEN_EXCLUSIVE);

  /** The longest election timeout, which other times are counted in. */
  static final long UNIT = SETTINGS.timing().maxElectionNanos();

  private static final WireCodec CODEC = new WireCodec("hostile");

  private final Timeline timeline;
  private final List<HonestNode> nodes = new ArrayList<>();

  HonestMembers(Timeline timeline) {
    this.timeline = timeline;
  }

  /** So many founders, by their letters. */
  static List<Member> founders(int count) {
    List<Member> founders = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      String id = String.valueOf((char) ('a' + index));
      founders.add(Member.of(id, id + ":7400"));
    }
    return founders;
  }

  /** Makes those of the founders that are correct. */
  void make(List<Member> correct, Configuration first, Function<HonestNode.Make, HonestNode> node) {
    for (int index = 0; index < correct.size(); index++) {
      nodes.add(node.apply(new HonestNode.Make(index, correct.get(index), SETTINGS, first)));
    }
  }

  List<HonestNode> all() {
    return nodes;
  }

  Optional<HonestNode> find(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** Lets time pass until all that run follow one of them, which is active. */
  HonestNode awaitLeader(String when) {
    long end = timeline.now() + SimulatedRun.LEADER_WITHIN * UNIT;
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
        .filter(HonestNode::isRunning)
        .filter(node -> node.view().role() == Role.LEADER)
        .filter(node -> node.view().isActive(node.clock().read(timeline.now())))
        .filter(
            leader ->
                nodes.stream()
                    .filter(HonestNode::isRunning)
                    .allMatch(node -> follows(node, leader)))
        .findFirst();
  }

  static boolean follows(HonestNode node, HonestNode leader) {
    return node.view()
        .leader()
        .filter(known -> known.id().equals(leader.id()))
        .filter(known -> known.term() == leader.view().term())
        .isPresent();
  }

  String inWords() {
    StringBuilder words = new StringBuilder();
    for (HonestNode node : nodes) {
      words.append(node.id()).append(' ').append(node.view()).append("; ");
    }
    return words.toString();
  }

  /** Lets an answer reach who has asked. */
  void reply(HonestNode.Question question, PeerReply reply, RandomGenerator random) {
    PeerReply arriving = (PeerReply) overTheWire(reply);
    timeline.after(delay(random), () -> question.replied(arriving));
  }

  /** How long a message is under way. */
  static long delay(RandomGenerator random) {
    return HEARTBEAT / 500 + random.nextLong(HEARTBEAT / 25);
  }

  static Message overTheWire(Message message) {
    try {
      return CODEC.decode(CODEC.encode(message));
    } catch (WireFormatException unreadable) {
      throw new IllegalStateException("cannot be decoded: " + message, unreadable);
    }
  }
}
