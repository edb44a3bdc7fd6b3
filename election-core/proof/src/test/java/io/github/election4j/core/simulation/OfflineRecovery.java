/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.Member;
import io.github.election4j.core.machine.Recovery;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.VoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Some nodes are lost for good, and the owner goes on with the others, offline (design, section 5).
 * What they had sent before is still under way. Those that are lost may live on for a while,
 * reached by nobody, for no longer than the owner was asked to wait. A few of them may even come
 * back, if they are no quorum of the old members.
 */
final class OfflineRecovery {

  private static final int ERA_BITS = 40;

  private final Cluster cluster;
  private final SplittableRandom random;

  OfflineRecovery(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  /** Recovers the cluster once; false if it was, or if too few would survive. */
  boolean happens() {
    List<SimulatedNode> survivors = new ArrayList<>();
    List<SimulatedNode> lost = new ArrayList<>();
    for (SimulatedNode node : cluster.nodes()) {
      boolean survives = random.nextBoolean() && isMember(node) && era(node) == latestEra();
      (survives ? survivors : lost).add(node);
    }
    List<Member> members = survivors.stream().map(cluster::member).toList();
    boolean recoveredBefore = cluster.nodes().stream().anyMatch(SimulatedNode::isLost);
    if (recoveredBefore || lost.isEmpty() || !canLead(members)) {
      return false;
    }
    lost.forEach(this::lose);
    survivors.forEach(SimulatedNode::crash);
    survivors.forEach(survivor -> recover(survivor, members));
    if (!cluster.plan().changesMembers()) {
      returnSome(lost);
    }
    return true;
  }

  /** It has a disk that holds its vote and its members. */
  private static boolean isMember(SimulatedNode node) {
    return !node.store().wasWiped()
        && node.store()
            .load()
            .filter(record -> !record.configuration().equals(Configuration.NONE))
            .isPresent();
  }

  /** Who was left out of the recovery before this one is of an older era: it joins anew. */
  private long latestEra() {
    return cluster.nodes().stream().mapToLong(OfflineRecovery::era).max().orElseThrow();
  }

  private static long era(SimulatedNode node) {
    return node.store().load().map(record -> record.ballot().term() >> ERA_BITS).orElse(0L);
  }

  private boolean canLead(List<Member> members) {
    long voters = members.stream().filter(Member::voter).count();
    return members.stream().anyMatch(member -> member.voter() && member.priority() > 0)
        && voters >= cluster.plan().cluster().settings().largestMinimumQuorum();
  }

  /** It is gone before the promises to it are, on any clock within the drift. */
  private void lose(SimulatedNode node) {
    cluster.world().trace().add(node.index(), Trace.Verb.SUFFERS, FaultKind.RECOVERY);
    cluster.network().isolate(node.index());
    cluster.world().checker().lost(node.index());
    long promise = longestPromise();
    long livesOn = random.nextBoolean() ? 0 : random.nextLong(promise - promise / 5);
    node.lose(livesOn);
  }

  private void recover(SimulatedNode node, List<Member> members) {
    VoteRecord old = node.store().load().orElseThrow();
    VoteRecord recovered = Recovery.recovered(old, members, longestPromise());
    node.store().commit(recovered);
    cluster.world().checker().recovered(node.index(), recovered);
  }

  private long longestPromise() {
    return cluster.plan().cluster().settings().longestPromiseNanos();
  }

  /** Fewer than half of the founders, who are all members that there ever were. */
  private void returnSome(List<SimulatedNode> lost) {
    int most = (cluster.plan().cluster().firstConfiguration(0).quorum() - 1) / 2;
    for (SimulatedNode node : lost) {
      if (most > 0 && isMember(node) && random.nextBoolean()) {
        most--;
        long away = longestPromise() + random.nextLong(6 * longestPromise());
        cluster.world().timeline().after(away, () -> comesBack(node));
      }
    }
  }

  private void comesBack(SimulatedNode node) {
    cluster.network().reconnect(node.index());
    node.find();
  }
}
