/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * A reply from one member to another.
 *
 * @since 0.1
 */
public sealed interface PeerReply extends Reply {

  /**
   * Who answers, in which term, to which round, and how.
   *
   * @return the header
   */
  ReplyHeader header();

  /**
   * Whether the request was granted or accepted.
   *
   * @return true if the verdict is {@link Verdict#GRANTED}
   */
  default boolean granted() {
    return header().verdict() == Verdict.GRANTED;
  }

  /**
   * The answer to {@link PeerRequest.PreVoteRequest}.
   *
   * @param header granted if the sender would get a vote
   * @since 0.1
   */
  record PreVoteReply(ReplyHeader header) implements PeerReply {}

  /**
   * The answer to {@link PeerRequest.VoteRequest}. It is sent only when the vote is durable.
   *
   * @param header granted if the vote was given
   * @param remainingPromiseNanos how much is left, on the voter's clock at the moment of the reply,
   *     of the longest promise that it has made to anybody else; in nanoseconds
   * @since 0.1
   */
  record VoteReply(ReplyHeader header, long remainingPromiseNanos) implements PeerReply {

    /** Checks the bounds. */
    public VoteReply {
      WireLimits.requirePromise("remaining promise", remainingPromiseNanos);
    }
  }

  /**
   * The answer to {@link PeerRequest.Heartbeat}.
   *
   * @param header granted if the receiver follows this leader and has made the promise
   * @param configurationId the configuration that the receiver holds, durably
   * @since 0.1
   */
  record HeartbeatReply(ReplyHeader header, ConfigurationId configurationId) implements PeerReply {}

  /**
   * The answer to {@link PeerRequest.TimeoutNow}.
   *
   * @param header granted if the receiver campaigns
   * @since 0.1
   */
  record TimeoutNowReply(ReplyHeader header) implements PeerReply {}
}
