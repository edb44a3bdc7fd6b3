/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.core.machine.RoleState.Follower;
import io.github.election4j.core.machine.RoleState.Observer;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import java.util.Optional;

/**
 * The comparison of terms, which comes before anything else is judged, and once, for requests and
 * replies (Raft 5.1; design, section 3 rule 1).
 */
final class Terms {

  /** What a message makes of a term that is not ours. */
  private enum Bearing {
    /**
     * A pre-vote asks for a term to come and has changed nothing (thesis 9.6). A vote request that
     * is turned away because a leader is alive must not do by its term what it may not do by its
     * candidate: disturb that leader (thesis 4.2.3).
     */
    NONE,
    /**
     * The answer to a pre-vote may tell a higher term. It is remembered for the next candidacy and
     * not adopted: a node that did could no longer vote for the candidate whose term it is.
     */
    REMEMBERED,
    /**
     * A vote begins its term itself, in one write: a crash between the two would leave a term whose
     * vote was told and forgotten.
     */
    BEGUN_BY_THE_VOTE,
    /** Somebody is ahead: whoever sees that follows, a leader too. */
    ADOPTED
  }

  private final Node node;
  private final StepDown stepDown;

  Terms(Node node, StepDown stepDown) {
    this.node = node;
    this.stepDown = stepDown;
  }

  /**
   * Compares the term of a request with ours.
   *
   * @param turnedAway whether a leader is alive, so that no candidate is voted for
   * @return false if its term is over: it is answered with ours, and changes nothing
   */
  boolean isCurrent(PeerRequest request, boolean turnedAway, long nowNanos) {
    Bearing bearing =
        switch (request) {
          case PeerRequest.PreVoteRequest ignored -> Bearing.NONE;
          case PeerRequest.VoteRequest ignored ->
              turnedAway ? Bearing.NONE : Bearing.BEGUN_BY_THE_VOTE;
          case PeerRequest.Heartbeat ignored -> Bearing.ADOPTED;
          case PeerRequest.TimeoutNow ignored -> Bearing.ADOPTED;
        };
    compare(request.header().term(), bearing, nowNanos);
    return bearing == Bearing.NONE || request.header().term() >= node.term();
  }

  /** Compares the term of a reply with ours; one of a lower term says no more than its verdict. */
  void take(PeerReply reply, long nowNanos) {
    Bearing bearing =
        reply instanceof PeerReply.PreVoteReply ? Bearing.REMEMBERED : Bearing.ADOPTED;
    compare(reply.header().term(), bearing, nowNanos);
  }

  private void compare(long term, Bearing bearing, long nowNanos) {
    switch (bearing) {
      case NONE, BEGUN_BY_THE_VOTE -> {}
      case REMEMBERED -> node.noteTerm(term);
      case ADOPTED -> {
        if (term > node.term()) {
          adopt(term, nowNanos);
        }
      }
    }
  }

  /** Adopts a higher term, and becomes a follower, a leader too. */
  void adopt(long term, long nowNanos) {
    if (!(node.role() instanceof Follower || node.role() instanceof Observer)) {
      stepDown.stepDown(nowNanos, "term %d was seen".formatted(term));
    }
    node.beginTerm(term, Optional.empty());
  }
}
