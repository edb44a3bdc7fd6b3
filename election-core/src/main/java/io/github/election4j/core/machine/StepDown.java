/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.core.machine.RoleState.Follower;
import io.github.election4j.core.machine.RoleState.Observer;
import java.util.function.Supplier;

/**
 * How a node goes back to following, whatever it was: a leader without a quorum or below a higher
 * term, a candidate that has lost, a follower that hears its leader (Raft 5.1, 5.2; thesis 6.2).
 */
final class StepDown {

  private final Node node;

  StepDown(Node node) {
    this.node = node;
  }

  /** Follows, or observes if it has no vote, with a deadline drawn anew. */
  void stepDown(long nowNanos, String reason) {
    stepDown(nowNanos, () -> reason);
  }

  /** Likewise; the reason is put into words only if the role changes, which it rarely does. */
  void stepDown(long nowNanos, Supplier<String> reason) {
    RoleState next = followingRole(nowNanos);
    if (node.role().role() == next.role()) {
      node.remain(next);
    } else {
      node.become(next, reason.get());
    }
  }

  private RoleState followingRole(long nowNanos) {
    return node.isVoter()
        ? new Follower(node.drawDeadline(nowNanos))
        : new Observer(node.drawDeadline(nowNanos));
  }

  /** A leader that nobody has told of for long is no longer told to others. */
  void forgetSilentLeader(long nowNanos) {
    long longest = node.settings.timing().maxElectionNanos();
    if (!node.leader().map(contact -> contact.isHintedLately(nowNanos, longest)).orElse(false)) {
      node.forgetLeader();
    }
  }
}
