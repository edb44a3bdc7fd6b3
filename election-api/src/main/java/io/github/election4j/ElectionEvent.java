/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened to a member. Each event carries the term that the member was in.
 *
 * <p>{@link Started} is the first event and {@link Stopped} the last. Between two {@link
 * LeadershipGained} there is always one {@link LeadershipLost}. Events are immutable; no part is
 * null.
 *
 * @since 0.1
 */
public sealed interface ElectionEvent {

  /**
   * The member's term when it happened.
   *
   * @return the term, at least 0
   */
  long term();

  /**
   * The member takes part from now on.
   *
   * @param term the term that it remembered; 0 on its first start
   * @param role follower or observer
   * @since 0.1
   */
  record Started(long term, Role role) implements ElectionEvent {

    /** Refuses null. */
    public Started {
      requireNonNull(role, "role");
    }
  }

  /**
   * The member's role changed.
   *
   * @param term the term in which the old role was left; a higher one that caused it begins right
   *     after
   * @param from the role before
   * @param to the role after
   * @param reason why, for a person
   * @param votes the ids of those whose votes have made it the leader, its own among them; empty if
   *     the new role is another one
   * @since 0.1
   */
  record RoleChanged(long term, Role from, Role to, String reason, List<String> votes)
      implements ElectionEvent {

    /** Refuses null and copies the list. */
    public RoleChanged {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      requireNonNull(reason, "reason");
      votes = List.copyOf(votes);
    }

    /**
     * To a role that takes no votes.
     *
     * @param term the term in which the old role was left
     * @param from the role before
     * @param to the role after
     * @param reason why, for a person
     */
    public RoleChanged(long term, Role from, Role to, String reason) {
      this(term, from, to, reason, List.of());
    }
  }

  /**
   * What the member believes about who leads changed. It says that a member was elected, not that
   * it is active already.
   *
   * @param term the term
   * @param leader the leader, or empty if none is known any more
   * @since 0.1
   */
  record LeaderElected(long term, Optional<Leader> leader) implements ElectionEvent {

    /** Refuses null. */
    public LeaderElected {
      requireNonNull(leader, "leader");
    }
  }

  /**
   * This member is the active leader from now on.
   *
   * @param term the term that it leads: the fencing token
   * @since 0.1
   */
  record LeadershipGained(long term) implements ElectionEvent {}

  /**
   * This member is no longer the active leader. Follows every {@link LeadershipGained} before the
   * next one; never dropped. {@link Leadership#isValid()} was false, and the tasks were
   * interrupted, before this event was delivered.
   *
   * @param term the term that it led
   * @param reason why, for a person
   * @since 0.1
   */
  record LeadershipLost(long term, String reason) implements ElectionEvent {

    /** Refuses null. */
    public LeadershipLost {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * A task went on after the loss of leadership for longer than the grace period. In a hand-over
   * the lease was therefore not released.
   *
   * @param term the term that it ran in
   * @param overrun how long, so far, after the interrupt
   * @since 0.1
   */
  record TaskOverrun(long term, Duration overrun) implements ElectionEvent {

    /** Refuses null. */
    public TaskOverrun {
      requireNonNull(overrun, "overrun");
    }
  }

  /**
   * Another configuration is in force at this member.
   *
   * @param term the member's term
   * @param configurationId the id of the configuration, as {@code term.version}
   * @param members its members
   * @since 0.1
   */
  record MembersChanged(long term, String configurationId, List<Member> members)
      implements ElectionEvent {

    /** Refuses null and copies the list. */
    public MembersChanged {
      requireNonNull(configurationId, "configurationId");
      members = List.copyOf(members);
    }
  }

  /**
   * A configuration is confirmed by a quorum: a step of a change that this leader makes is done.
   *
   * @param term the leader's term
   * @param configurationId the id of the configuration, as {@code term.version}
   * @since 0.1
   */
  record MembersConfirmed(long term, String configurationId) implements ElectionEvent {

    /** Refuses null. */
    public MembersConfirmed {
      requireNonNull(configurationId, "configurationId");
    }
  }

  /**
   * Something that an operator must know, and that a person can act on.
   *
   * @param term the member's term
   * @param message what is wrong, what was expected, what to do
   * @since 0.1
   */
  record Warning(long term, String message) implements ElectionEvent {

    /** Refuses null. */
    public Warning {
      requireNonNull(message, "message");
    }
  }

  /**
   * This listener did not keep up, and events were left out: not more than 1,024 wait for a
   * listener. {@link LeadershipGained}, {@link LeadershipLost} and {@link Stopped} are never left
   * out; what else there was to know is in {@link Election#status()}.
   *
   * @param term the member's term at the last of them
   * @param count how many were left out, at least 1
   * @since 0.1
   */
  record EventsLeftOut(long term, long count) implements ElectionEvent {}

  /**
   * The member takes part no more: the last event of all.
   *
   * @param term the last term
   * @param failure why, if it was not closed but failed
   * @since 0.1
   */
  record Stopped(long term, Optional<String> failure) implements ElectionEvent {

    /** Refuses null. */
    public Stopped {
      requireNonNull(failure, "failure");
    }
  }
}
