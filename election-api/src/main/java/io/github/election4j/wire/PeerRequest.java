/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.List;
import java.util.Optional;

/**
 * A request from one member to another.
 *
 * @since 0.1
 */
public sealed interface PeerRequest extends Request {

  /**
   * Who asks, in which term and round.
   *
   * @return the header
   */
  RequestHeader header();

  /**
   * Whether the receiver would vote for the sender, asked before the sender changes anything
   * durable (thesis 9.6).
   *
   * @param header the sender's term is the one that it has, not the one that it proposes
   * @param proposedTerm the term that the sender would campaign in
   * @param configuration the sender's configuration, so that a receiver that is behind can catch up
   *     before it judges
   * @since 0.1
   */
  record PreVoteRequest(RequestHeader header, long proposedTerm, Configuration configuration)
      implements PeerRequest {

    /** Checks the bounds. */
    public PreVoteRequest {
      WireLimits.requireTerm(proposedTerm);
    }
  }

  /**
   * A candidate asks for a vote in its term (Raft 5.2), and for a promise.
   *
   * @param header the term is the one that the sender campaigns in
   * @param configuration the sender's configuration
   * @param promiseNanos for how long the receiver is to help nobody else become active, in
   *     nanoseconds of its own clock
   * @param release the consent of the leader that hands over, which voids the promises made to its
   *     term
   * @since 0.1
   */
  record VoteRequest(
      RequestHeader header,
      Configuration configuration,
      long promiseNanos,
      Optional<Release> release)
      implements PeerRequest {

    /** Checks the bounds. */
    public VoteRequest {
      WireLimits.requirePromise("promise", promiseNanos);
    }
  }

  /**
   * A leader says that it leads (Raft 5.2), and asks for a promise.
   *
   * @param header the term is the one that the sender leads
   * @param promiseNanos for how long the receiver is to help nobody else become active, in
   *     nanoseconds of its own clock
   * @param configurationId the id of the leader's configuration
   * @param configuration that configuration, for a receiver that has not confirmed it yet
   * @since 0.1
   */
  record Heartbeat(
      RequestHeader header,
      long promiseNanos,
      ConfigurationId configurationId,
      Optional<Configuration> configuration)
      implements PeerRequest {

    /** Checks the bounds, and that the id is the configuration's. */
    public Heartbeat {
      WireLimits.requirePromise("promise", promiseNanos);
      if (configuration.isPresent() && !configuration.get().id().equals(configurationId)) {
        throw new IllegalArgumentException(
            "configuration has id %s; expected %s"
                .formatted(configuration.get().id(), configurationId));
      }
    }
  }

  /**
   * A leader that has stopped being active asks its successor to campaign at once, without a
   * pre-vote (thesis 3.10).
   *
   * @param header the term is the one that the sender led
   * @param release what the successor shows to the voters
   * @param unfinished the members that the sender was asked to arrive at, if it could not finish: a
   *     leader leaves the last step, its own removal, to its successor
   * @since 0.1
   */
  record TimeoutNow(
      RequestHeader header, Release release, Optional<List<ConfigurationMember>> unfinished)
      implements PeerRequest {

    /** Orders the members, and refuses duplicates. */
    public TimeoutNow {
      unfinished =
          unfinished.map(members -> new Configuration(ConfigurationId.NONE, members).members());
    }
  }

  /**
   * A leader's word that it is no longer active in a term and never will be again: it voids the
   * promises made to that term.
   *
   * @param leader the id of the leader that released
   * @param term the term that it released
   * @since 0.1
   */
  record Release(String leader, long term) {

    /** Checks the bounds. */
    public Release {
      WireLimits.requireName("leader id", leader);
      WireLimits.requireTerm(term);
    }
  }
}
