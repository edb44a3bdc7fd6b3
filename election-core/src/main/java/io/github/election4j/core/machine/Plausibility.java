/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Activation;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Sender;
import java.util.Optional;

/**
 * What no member says that keeps the rules, though the wire can carry it. A term, once adopted,
 * never goes back, and a promise is owed: so what is not plausible is refused and changes nothing
 * (design, section 3 rule 8).
 */
final class Plausibility {

  /** A process that starts once a second is not met for twelve days. */
  private static final long MOST_STARTS_MISSED = 1L << 20;

  /** Members are not replaced a million times while one of them sleeps. */
  private static final long MOST_CHANGES_MISSED = 1L << 20;

  /**
   * A member whose votes are volatile draws a number below 2^40 at each start, since nothing
   * durable tells it of earlier ones, and goes on from the highest that peers tell it of.
   */
  private static final long WIDEST_DRAW = 1L << 40;

  private final Node node;

  Plausibility(Node node) {
    this.node = node;
  }

  /** What is wrong with a request, for a person. */
  Optional<String> faultOf(PeerRequest request) {
    long term = request.header().term();
    return faultOfTerm(term)
        .or(() -> faultOfIncarnation(request.header().sender()))
        .or(
            () ->
                switch (request) {
                  case PeerRequest.PreVoteRequest preVote ->
                      faultOfTerm(preVote.proposedTerm())
                          .or(() -> faultOf(preVote.configuration().id(), term));
                  case PeerRequest.VoteRequest vote ->
                      // A candidate begins its term, and nobody has led it yet.
                      faultOfPromise(vote.promiseNanos())
                          .or(() -> faultOf(vote.configuration().id(), term - 1));
                  case PeerRequest.Heartbeat heartbeat ->
                      faultOfPromise(heartbeat.promiseNanos())
                          .or(() -> faultOf(heartbeat.configurationId(), term));
                  case PeerRequest.TimeoutNow ignored -> Optional.empty();
                });
  }

  /** What is wrong with a reply, for a person. */
  Optional<String> faultOf(PeerReply reply) {
    long term = reply.header().term();
    return faultOfTerm(term)
        .or(() -> faultOfIncarnation(reply.header().sender()))
        .or(() -> reply.header().hints().incarnation().flatMap(this::faultOfOwnIncarnation))
        .or(() -> reply instanceof PeerReply.VoteReply vote ? faultOfWait(vote) : Optional.empty())
        .or(
            () ->
                reply
                    .header()
                    .hints()
                    .configuration()
                    .map(Configuration::id)
                    .flatMap(id -> faultOf(id, term)));
  }

  private Optional<String> faultOfTerm(long term) {
    long own = node.term();
    if (isJoining()) {
      return Optional.empty();
    }
    if (!Era.isSame(term, own)) {
      return Optional.of(
          "term %d is of another era than term %d of this member; expected one of the same, which only a recovery changes"
              .formatted(term, own));
    }
    long highest = Era.highestPlausible(own);
    return term <= highest
        ? Optional.empty()
        : Optional.of(
            "term %d is too far above term %d of this member; expected at most %d"
                .formatted(term, own, highest));
  }

  /** It knows nobody, and so no era: it follows the one that it is taken into. */
  private boolean isJoining() {
    return node.configuration().id().equals(ConfigurationId.NONE);
  }

  /** Nobody holds a configuration of a term that he has not reached (design, section 5 rule 7). */
  private Optional<String> faultOf(ConfigurationId configuration, long term) {
    if (configuration.term() > term) {
      return Optional.of(
          "configuration %s is ahead of its sender's term; expected none above term %d"
              .formatted(configuration, term));
    }
    ConfigurationId own = node.configuration().id();
    boolean ofOwnTerm =
        node.role() instanceof RoleState.Leader && configuration.term() == node.term();
    if (ofOwnTerm && configuration.isNewerThan(own)) {
      return Optional.of(
          "configuration %s is of the term that this member leads, and it has written none above %s"
              .formatted(configuration, own));
    }
    return isJoining() || configuration.version() <= own.version() + MOST_CHANGES_MISSED
        ? Optional.empty()
        : Optional.of(
            "configuration %s is too many changes ahead of %s; expected at most %d"
                .formatted(configuration, own, MOST_CHANGES_MISSED));
  }

  private Optional<String> faultOfPromise(long promiseNanos) {
    // What it asks for itself is shorter, by the rules for settings.
    long longest =
        Math.max(node.settings.promiseNanos(), 2 * node.settings.timing().maxElectionNanos());
    return promiseNanos <= longest
        ? Optional.empty()
        : Optional.of(
            "a promise of %d ms is asked for, or said to be owed; expected at most %d ms, twice the longest election timeout of this member: give all members the same timing"
                .formatted(promiseNanos / 1_000_000, longest / 1_000_000));
  }

  /** A winner would wait for it, long after a voter that lies has gone. */
  private Optional<String> faultOfWait(PeerReply.VoteReply vote) {
    return node.settings.activation() == Activation.WHEN_EXCLUSIVE
        ? faultOfPromise(vote.remainingPromiseNanos())
        : Optional.empty();
  }

  private Optional<String> faultOfIncarnation(Sender sender) {
    boolean drawn = sender.identity() == ConfigurationMember.VOLATILE_IDENTITY;
    long known = node.incarnations().startOf(sender.id()).orElse(WIDEST_DRAW);
    return faultOfStart(sender.incarnation(), known, drawn);
  }

  private Optional<String> faultOfOwnIncarnation(long incarnation) {
    boolean drawn = node.sender().identity() == ConfigurationMember.VOLATILE_IDENTITY;
    return faultOfStart(incarnation, node.sender().incarnation(), drawn);
  }

  private static Optional<String> faultOfStart(long incarnation, long known, boolean drawn) {
    long highest = known + (drawn ? WIDEST_DRAW : MOST_STARTS_MISSED);
    return incarnation <= highest
        ? Optional.empty()
        : Optional.of(
            "start number %d was given after %d; expected at most %d"
                .formatted(incarnation, known, highest));
  }
}
