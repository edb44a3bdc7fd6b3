/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a later start of a member from counting while an earlier one is heard: a process that was
 * started again is silent before. The later one wins nothing by that it says so (design, section 5
 * rule 14).
 */
final class EarlierStarts {

  private final Node node;

  /** When the earlier start had been heard last, as the later one spoke last. */
  private Map<String, Long> heardAtNanos = Map.of();

  EarlierStarts(Node node) {
    this.node = node;
  }

  /**
   * GRANTED, if no earlier start is heard; UNAVAILABLE, while it may have ended since it was heard;
   * and ANOTHER_ALIVE once it was heard again after the later one had spoken. How long this node
   * hears a member that has ended goes by its own times, and the member's own may be shorter: only
   * the second is a sign that both live.
   */
  Verdict judge(Sender sender, long nowNanos) {
    boolean later =
        node.incarnations()
            .startOf(sender.id())
            .filter(known -> sender.incarnation() > known)
            .isPresent();
    if (!later) {
      return Verdict.GRANTED;
    }
    Optional<Long> heard = heardAt(sender.id(), nowNanos);
    Optional<Long> before = Optional.ofNullable(heardAtNanos.get(sender.id()));
    note(sender.id(), heard);
    if (heard.isEmpty()) {
      return Verdict.GRANTED;
    }
    return before.isEmpty() || before.equals(heard) ? Verdict.UNAVAILABLE : Verdict.ANOTHER_ALIVE;
  }

  private void note(String peer, Optional<Long> heard) {
    Map<String, Long> all = new HashMap<>(heardAtNanos);
    all.remove(peer);
    heard.ifPresent(at -> all.put(peer, at));
    heardAtNanos = Collections.unmodifiableMap(all);
  }

  /** When a member was heard, if that was within the shortest election timeout. */
  private Optional<Long> heardAt(String peer, long nowNanos) {
    long within = node.settings.timing().minElectionNanos();
    if (node.role() instanceof RoleState.Leader leading) {
      return leading
          .rounds()
          .answerOf(peer)
          .map(Acknowledgements.Answer::receivedAtNanos)
          .filter(at -> nowNanos - at < within);
    }
    return node.leader()
        .filter(contact -> contact.id().equals(peer) && contact.isAlive(nowNanos, within))
        .map(LeaderContact::heardAtNanos);
  }
}
