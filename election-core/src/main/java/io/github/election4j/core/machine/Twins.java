/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ends a node whose state directory another process uses, too, as a copy: each of the two could
 * vote (design, section 5 rule 14). It is told so by others, and one of them may lie or be late: it
 * takes a quorum of them, for longer than a start takes.
 */
final class Twins {

  private final Node node;
  private Optional<Told> told = Optional.empty();

  /** Who has said so since when. */
  private record Told(long sinceNanos, Set<String> peers) {}

  Twins(Node node) {
    this.node = node;
  }

  /** Takes what a member says of this node's own start. */
  void take(PeerReply reply, long nowNanos) {
    Verdict verdict = reply.header().verdict();
    // A node that has started from nothing takes a later number instead.
    boolean outdated = verdict == Verdict.STALE_INCARNATION && !node.isFirstStart();
    if (verdict == Verdict.ANOTHER_ALIVE || outdated) {
      note(reply.header().sender().id(), nowNanos);
    } else if (verdict != Verdict.STALE_INCARNATION && verdict != Verdict.UNAVAILABLE) {
      told = Optional.empty();
    }
  }

  private void note(String peer, long nowNanos) {
    Set<String> peers = new TreeSet<>(told.map(Told::peers).orElse(Set.of()));
    peers.add(peer);
    Told now = new Told(told.map(Told::sinceNanos).orElse(nowNanos), Set.copyOf(peers));
    told = Optional.of(now);
    long patience = 2 * node.settings.timing().maxElectionNanos();
    if (nowNanos - now.sinceNanos() > patience && peers.size() >= enough()) {
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
