/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import java.util.List;
import java.util.Set;

/**
 * What a node is, with all that it knows only while it is that. Immutable; replaced through {@link
 * Node#become} or, within a role, {@link Node#remain}.
 */
sealed interface RoleState {

  Role role();

  /** Tells of the way into this role. */
  default Effect entered(long term, Role from, String reason) {
    return new Effect.Announce(new ElectionEvent.RoleChanged(term, from, role(), reason, votes()));
  }

  /** Who has voted for it, when the role begins with votes. */
  default List<String> votes() {
    return List.of();
  }

  /** Follows a leader or waits for one, until the deadline passes in silence (Raft 5.2). */
  record Follower(long deadlineNanos) implements RoleState {
    @Override
    public Role role() {
      return Role.FOLLOWER;
    }
  }

  /**
   * Asks whether it would be elected, having changed nothing (thesis 9.6).
   *
   * @param round who would vote for it
   * @param deadlineNanos when it begins a new round
   * @param hold whether and until when it lets a higher rank go first
   */
  record PreCandidate(Round round, long deadlineNanos, Hold hold) implements RoleState {
    @Override
    public Role role() {
      return Role.PRE_CANDIDATE;
    }

    boolean isHeld(long nowNanos) {
      return hold.holding && !Moments.isDue(hold.untilNanos, nowNanos);
    }
  }

  /** Whether a pre-candidate lets a higher rank go first, and until when. */
  record Hold(boolean holding, long untilNanos) {

    static final Hold NONE = new Hold(false, 0);
  }

  /**
   * Asks for votes in its term (Raft 5.2).
   *
   * @param round who voted for it
   * @param deadlineNanos when it gives up
   * @param refused how many voters have refused in this round
   * @param activeFromNanos when the promises to others have run out that its votes came with, and
   *     its own
   */
  record Candidate(Round round, long deadlineNanos, Set<String> refused, long activeFromNanos)
      implements RoleState {
    @Override
    public Role role() {
      return Role.CANDIDATE;
    }
  }

  /**
   * Was elected in its term.
   *
   * @param rounds the heartbeats sent, and who has answered
   * @param tenure from when and until when it is active
   * @param handOver how far it has come in handing over
   * @param change how far it has come in changing the members
   */
  record Leader(Acknowledgements rounds, Tenure tenure, HandOverProgress handOver, Change change)
      implements RoleState {
    @Override
    public Role role() {
      return Role.LEADER;
    }

    /** A granted vote is the first answer that a leader has. */
    @Override
    public List<String> votes() {
      return rounds.answered().keySet().stream().sorted().toList();
    }

    /** What it shows of its lease: one that is released keeps nobody out any more. */
    Lease lease() {
      boolean released = handOver.phase() == HandOverProgress.Phase.RELEASED;
      return released ? Lease.NONE : tenure.lease();
    }

    Leader with(Acknowledgements newRounds) {
      return new Leader(newRounds, tenure, handOver, change);
    }

    Leader with(Tenure newTenure) {
      return new Leader(rounds, newTenure, handOver, change);
    }

    Leader with(HandOverProgress newHandOver) {
      return new Leader(rounds, tenure, newHandOver, change);
    }

    Leader with(Change newChange) {
      return new Leader(rounds, tenure, handOver, newChange);
    }
  }

  /** Listens and does not vote; when the deadline passes in silence it no longer knows a leader. */
  record Observer(long deadlineNanos) implements RoleState {
    @Override
    public Role role() {
      return Role.OBSERVER;
    }
  }

  /**
   * Takes no part any more.
   *
   * @param role closed or failed
   */
  record Ended(Role role) implements RoleState {}
}
