/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ends a node whose state directory another process uses, too, as a copy: each of the two could
 * vote (design, section 5 rule 14). It is told so by others, and one of them may lie or be late: it
 * takes a quorum of them, for longer than a start takes; or the leader, and as many that hear it,
 * since of a follower only the leader knows whether it lives.
 */
final class Twins {

  private final Node node;
  private Optional<Told> told = Optional.empty();

  /**
   * Who has said so since when.
   *
   * @param hearing who hears a leader that has said so
   */
  private record Told(long sinceNanos, Set<String> peers, Set<String> hearing) {

    private static final Set<String> NOBODY = Set.of();

    static Told since(long nowNanos) {
      return new Told(nowNanos, NOBODY, NOBODY);
    }

    Told by(String peer) {
      return new Told(sinceNanos, with(peers, peer), hearing);
    }

    Told byLeaderOf(String peer) {
      return new Told(sinceNanos, peers, with(hearing, peer));
    }

    private static Set<String> with(Set<String> some, String one) {
      Set<String> all = new TreeSet<>(some);
      all.add(one);
      return Set.copyOf(all);
    }

    int agreeing() {
      Set<String> all = new TreeSet<>(peers);
      all.addAll(hearing);
      return all.size();
    }
  }

  Twins(Node node) {
    this.node = node;
  }

  /** Takes what a member says of this node's own start. */
  void take(PeerReply reply, long nowNanos) {
    Verdict verdict = reply.header().verdict();
    // A node that has started from nothing takes a later number instead.
    boolean outdated = verdict == Verdict.STALE_INCARNATION && !node.isFirstStart();
    String peer = reply.header().sender().id();
    if (verdict == Verdict.ANOTHER_ALIVE || outdated) {
      note(told.orElse(Told.since(nowNanos)).by(peer), nowNanos);
    } else if (hearsWhoSaysSo(reply)) {
      note(told.orElseThrow().byLeaderOf(peer), nowNanos);
    } else if (verdict != Verdict.STALE_INCARNATION && verdict != Verdict.UNAVAILABLE) {
      told = Optional.empty();
    }
  }

  private boolean hearsWhoSaysSo(PeerReply reply) {
    Optional<String> leader = reply.header().hints().leader().map(ReplyHeader.LeaderHint::id);
    return reply.header().verdict() == Verdict.LEADER_ALIVE
        && told.filter(now -> leader.filter(now.peers()::contains).isPresent()).isPresent();
  }

  private void note(Told now, long nowNanos) {
    told = Optional.of(now);
    long patience = 2 * node.settings.timing().maxElectionNanos();
    if (nowNanos - now.sinceNanos() > patience && now.agreeing() >= enough()) {
      node.fail(
          "another process uses the member id '%s' with a copy of this state directory, as %s say: stop both, keep one of the two directories, delete the copy, and start the member on the one that is kept; another member joins under an id of its own"
              .formatted(node.self, String.join(", ", new TreeSet<>(now.peers()))));
    }
  }

  private int enough() {
    int others = node.configuration().members().size() - 1;
    return Math.min(node.quorum(), Math.max(1, others));
  }
}
