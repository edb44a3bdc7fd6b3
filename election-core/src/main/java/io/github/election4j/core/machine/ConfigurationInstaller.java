/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.core.machine.RoleState.Candidate;
import io.github.election4j.core.machine.RoleState.PreCandidate;
import io.github.election4j.wire.Configuration;

/** Puts a newer configuration in force that somebody else has written (design, section 5). */
final class ConfigurationInstaller {

  private final Node node;
  private final StepDown stepDown;
  private final Terms terms;

  ConfigurationInstaller(Node node, StepDown stepDown, Terms terms) {
    this.node = node;
    this.stepDown = stepDown;
    this.terms = terms;
  }

  /**
   * Installs a newer configuration, and its term in the same write: one of the two repairs of the
   * published protocol. The tally of a candidacy belongs to one configuration, so this ends it.
   */
  void install(Configuration newer, long nowNanos) {
    if (newer.id().term() > node.term()) {
      terms.adopt(newer.id().term(), nowNanos);
    }
    Invariants.check(
        !(node.role() instanceof RoleState.Leader),
        "configuration %s was written in term %d by somebody other than its leader, which is this"
            + " member",
        newer.id(),
        node.term());
    boolean votedBefore = node.isVoter();
    node.configure(newer);
    afterChange(votedBefore, nowNanos);
  }

  /** Puts a gathered list in the place of another one, or of none, or none in its place. */
  void replaceFirst(Configuration other, long nowNanos) {
    boolean votedBefore = node.isVoter();
    node.replaceFirst(other);
    node.found(node.founding().withoutList());
    node.forgetLeader();
    afterChange(votedBefore, nowNanos);
  }

  /**
   * A leader stepped down while the next configuration was being written: a restart would find it,
   * so that it is in force from when it is durable, though nobody leads by it.
   */
  void onDurable(long nowNanos) {
    boolean votedBefore = node.isVoter();
    if (node.enforceStaged()) {
      afterChange(votedBefore, nowNanos);
    }
  }

  private void afterChange(boolean votedBefore, long nowNanos) {
    Configuration newer = node.configuration();
    boolean campaigning = node.role() instanceof PreCandidate || node.role() instanceof Candidate;
    if (campaigning || votedBefore != node.isVoter()) {
      stepDown.stepDown(nowNanos, "configuration %s was installed".formatted(newer.id()));
    }
    node.tell(new Effect.Announce(Members.changed(node.term(), newer)));
    warnOfWipedDisk();
    warnOfTooFewVoters();
  }

  /**
   * Members may be given different minimum quorums, and a leader does not know those of others: it
   * can leave voters behind none of whom ever campaigns.
   */
  private void warnOfTooFewVoters() {
    int voters = node.configuration().voters().size();
    int minimum = node.settings.minimumQuorum();
    if (node.isVoter() && voters < minimum) {
      node.tell(
          new Effect.Announce(
              new ElectionEvent.Warning(
                  node.term(),
                  "configuration %s has %d voters, fewer than the minimum quorum of member '%s', which is %d, so it never campaigns: give all members the same minimumQuorum, or start it again with a lower one"
                      .formatted(node.configuration().id(), voters, node.self, minimum))));
    }
  }

  /** Who came back with another state directory may have voted and forgotten it: it is told so. */
  private void warnOfWipedDisk() {
    if (node.configuration().isVoter(node.self) && !node.isVoter()) {
      node.tell(
          new Effect.Announce(
              new ElectionEvent.Warning(
                  node.term(),
                  "this member, '%s', came back with another state directory than the one it first confirmed with, so it has no vote: restore the directory, or remove the member and let it join under a new id"
                      .formatted(node.self))));
    }
  }
}
