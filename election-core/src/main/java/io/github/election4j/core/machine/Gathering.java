/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Member;
import io.github.election4j.core.machine.RoleState.Leader;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.List;

/**
 * Founders that were given no list, and find one another (design, section 5 rule 16). Each may have
 * found others than the rest, so a gathered list may be replaced, until it is begun; and it founds
 * a cluster only when all whom it names have kept it for good.
 */
final class Gathering {

  private final Node node;
  private final ConfigurationInstaller installer;
  private final Warnings warnings;

  Gathering(Node node, ConfigurationInstaller installer, Warnings warnings) {
    this.node = node;
    this.installer = installer;
    this.warnings = warnings;
  }

  /** Takes the founders that were found, which may be others than before, or not name this node. */
  void onGathered(List<Member> founders, long nowNanos) {
    Configuration ours = node.configuration();
    if (!Members.mayGather(ours) || node.founding().yielded()) {
      return;
    }
    Configuration found = Members.gathered(founders);
    Configuration next = found.names(node.self) ? found : Configuration.NONE;
    if (next.origin() != ours.origin()) {
      installer.replaceFirst(next, nowNanos);
    }
  }

  /**
   * Whether this node's list may still be replaced. From when a leader was elected with it, and
   * this node has written that down, it is kept: the leader counts on it.
   */
  boolean isReplaceable() {
    return isReplaceable(node.configuration());
  }

  static boolean isReplaceable(Configuration list) {
    return Founding.isGathered(list) && !Founding.isBegun(list);
  }

  /**
   * Gives up a list that is not begun for another one that is: this node then joins whatever was
   * founded by it.
   *
   * @return whether it did
   */
  boolean yieldsTo(String peer, Configuration theirs, long nowNanos) {
    if (!isReplaceable() || !Founding.isBegun(theirs)) {
      return false;
    }
    warnings.once(
        peer,
        "yielded",
        "this member had found founders, and '%s' belongs to a cluster that others have founded, or are about to; this member joins that: if it is no member yet, add it where that leads, with: election members add"
            .formatted(peer));
    node.found(Founding.YIELDED);
    installer.replaceFirst(Configuration.NONE, nowNanos);
    return true;
  }

  /**
   * Whether everybody on a gathered list has it on disk as the leader has written it. Who has is
   * bound to it for ever; so of two lists that share a member one at most is ever active.
   */
  boolean isKeptByAll(Leader leading) {
    Configuration ours = node.configuration();
    for (ConfigurationMember member : ours.members()) {
      boolean keeps =
          member.id().equals(node.self)
              ? node.durableConfigurationId().equals(ours.id())
              : leading.rounds().isHeldBy(member.id(), ours.id());
      if (!keeps) {
        return false;
      }
    }
    return true;
  }
}
