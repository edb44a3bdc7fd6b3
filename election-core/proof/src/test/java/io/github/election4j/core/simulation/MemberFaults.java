/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Input;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What owners ask for who change the members. A node whose disk was wiped is never asked for again:
 * it would have to join under a new id.
 */
final class MemberFaults {

  private final Cluster cluster;
  private final SplittableRandom random;

  MemberFaults(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  void strike(FaultKind kind) {
    cluster.world().trace().add(0, Trace.Verb.SUFFERS, kind);
    List<SimulatedNode> leaders = leaders();
    switch (kind) {
      case MEMBERS -> propose(anybody(leaders), someMembers());
      case RIVAL_MEMBERS -> leaders.forEach(leader -> propose(leader, someMembers()));
      case GROW_OR_SHRINK ->
          newest(leaders).ifPresent(leader -> propose(leader, growOrShrink(leader)));
      case REPLACE_ALL -> newest(leaders).ifPresent(leader -> propose(leader, others(leader)));
      default -> throw new IllegalArgumentException("no change of members: " + kind);
    }
  }

  private static void propose(SimulatedNode node, List<Member> wanted) {
    node.deliver(new Input.MembersProposed(wanted));
  }

  /** All that say that they lead, deposed ones too. */
  private List<SimulatedNode> leaders() {
    return cluster.nodes().stream()
        .filter(node -> node.isRunning() && node.process().view().role() == Role.LEADER)
        .toList();
  }

  private static Optional<SimulatedNode> newest(List<SimulatedNode> leaders) {
    return leaders.stream().max(Comparator.comparingLong(node -> node.process().view().term()));
  }

  /** One that says that it leads, or anybody, who must refuse. */
  private SimulatedNode anybody(List<SimulatedNode> leaders) {
    List<SimulatedNode> among =
        leaders.isEmpty() || random.nextInt(4) == 0 ? cluster.nodes() : leaders;
    return among.get(random.nextInt(among.size()));
  }

  /** Any members; now and then so few that they must be refused. */
  private List<Member> someMembers() {
    List<Member> members = new ArrayList<>();
    for (Member member : cluster.eligible()) {
      Member wanted = random.nextInt(4) == 0 ? member.asObserver() : member;
      if (random.nextInt(8) == 0) {
        wanted = wanted.withPriority(random.nextInt(3));
      }
      if (random.nextInt(4) != 0) {
        members.add(wanted);
      }
    }
    return members;
  }

  /** Everybody; or one alone, if everybody is in already. */
  private List<Member> growOrShrink(SimulatedNode leader) {
    List<Member> all = cluster.eligible();
    boolean grown = all.stream().allMatch(member -> isNamed(leader, member));
    List<Member> candidates = all.stream().filter(MemberFaults::mayLead).toList();
    return grown && !candidates.isEmpty()
        ? List.of(candidates.get(random.nextInt(candidates.size())))
        : all;
  }

  /** All who are no members yet; everybody, if none of them may lead. */
  private List<Member> others(SimulatedNode leader) {
    List<Member> others =
        cluster.eligible().stream().filter(member -> !isNamed(leader, member)).toList();
    return others.stream().anyMatch(MemberFaults::mayLead) ? others : cluster.eligible();
  }

  private static boolean isNamed(SimulatedNode leader, Member member) {
    return leader.process().view().cluster().configuration().names(member.id());
  }

  private static boolean mayLead(Member member) {
    return member.voter() && member.priority() > 0;
  }
}
