/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that happened to a member. Each event carries the term that the member was in. */
public sealed interface ElectionEvent {

  /**
   * The member's term when it happened.
   *
   * @return the term
   */
  long term();

  /**
   * The member takes part from now on.
   *
   * @param term the term that it remembered
   * @param role follower or observer
   */
  record Started(long term, Role role) implements ElectionEvent {}

  /**
   * The member's role changed.
   *
   * @param term the term after the change
   * @param from the role before
   * @param to the role after
   * @param reason why, for a person
   */
  record RoleChanged(long term, Role from, Role to, String reason) implements ElectionEvent {}

  /**
   * What the member believes about who leads changed. It says that a member was elected, not that
   * it is active already.
   *
   * @param term the term
   * @param leader the leader, or empty if none is known any more
   */
  record LeaderElected(long term, Optional<Leader> leader) implements ElectionEvent {}

  /**
   * This member is the active leader from now on.
   *
   * @param term the term that it leads: the fencing token
   */
  record LeadershipGained(long term) implements ElectionEvent {}

  /**
   * This member is no longer the active leader. Follows every {@link LeadershipGained} before the
   * next one; never dropped. {@code Leadership.isValid()} was false, and the task was interrupted,
   * before this event was delivered.
   *
   * @param term the term that it led
   * @param reason why, for a person
   */
  record LeadershipLost(long term, String reason) implements ElectionEvent {}

  /**
   * A task went on after the loss of leadership for longer than the grace period. The lease was
   * therefore not released.
   *
   * @param term the term that it ran in
   * @param overrun how long, so far, after the interrupt
   */
  record TaskOverrun(long term, Duration overrun) implements ElectionEvent {}

  /**
   * Another configuration is in force at this member.
   *
   * @param term the member's term
   * @param configurationId the id of the configuration, as {@code term.version}
   * @param members its members
   */
  record MembersChanged(long term, String configurationId, List<Member> members)
      implements ElectionEvent {

    /** Copies the list. */
    public MembersChanged {
      members = List.copyOf(members);
    }
  }

  /**
   * Something that an operator must know, and that a person can act on.
   *
   * @param term the member's term
   * @param message what is wrong, what was expected, what to do
   */
  record Warning(long term, String message) implements ElectionEvent {}

  /**
   * The member takes part no more: the last event of all.
   *
   * @param term the last term
   * @param failure why, if it was not closed but failed
   */
  record Stopped(long term, Optional<String> failure) implements ElectionEvent {}
}
