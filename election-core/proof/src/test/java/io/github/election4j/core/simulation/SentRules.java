/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;

/**
 * Checks what one node sends against what is durable at that instant: {@link
 * Invariant#DURABLE_BEFORE_SENT}, {@link Invariant#GRANTED_IN_ITS_TERM}, {@link
 * Invariant#ONE_RESPONSE_A_REQUEST}, {@link Invariant#PRE_VOTE_CHANGES_NOTHING}.
 */
public final class SentRules {

  private final String id;

  public SentRules(String id) {
    this.id = id;
  }

  /** A step was made; its effects have not been executed yet. */
  public void stepped(Input input, List<Effect> effects, Optional<VoteRecord> durable) {
    int responses = 0;
    for (Effect effect : effects) {
      if (effect instanceof Effect.Respond) {
        responses++;
      }
    }
    boolean request = input instanceof Input.RequestReceived;
    if (responses != (request ? 1 : 0)) {
      throw new Violation(
          Invariant.ONE_RESPONSE_A_REQUEST,
          "%s answers %d times to %s".formatted(id, responses, input));
    }
    if (input instanceof Input.RequestReceived received
        && received.request() instanceof PeerRequest.PreVoteRequest preVote) {
      requireSameTerm(preVote, effects, durable);
    }
  }

  /** A newer configuration that rides on the request may raise the term, nothing else may. */
  private void requireSameTerm(
      PeerRequest.PreVoteRequest preVote, List<Effect> effects, Optional<VoteRecord> durable) {
    long term = termOf(durable);
    ConfigurationId configuration =
        durable.map(record -> record.configuration().id()).orElse(ConfigurationId.NONE);
    if (preVote.configuration().id().isNewerThan(configuration)) {
      return;
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Persist persist && persist.record().ballot().term() != term) {
        throw new Violation(
            Invariant.PRE_VOTE_CHANGES_NOTHING,
            "%s goes from term %d to %d because of %s"
                .formatted(id, term, persist.record().ballot().term(), preVote));
      }
    }
  }

  /** A call leaves the node. */
  public void calls(PeerRequest request, Optional<VoteRecord> durable) {
    requireDurableTerm(request.header().term(), durable, request);
    if (request instanceof PeerRequest.VoteRequest vote) {
      requireVote(vote.header().term(), id, durable, request);
    }
  }

  /** An answer leaves the node. */
  public void responds(PeerRequest request, PeerReply reply, Optional<VoteRecord> durable) {
    requireDurableTerm(reply.header().term(), durable, reply);
    if (!reply.granted()) {
      return;
    }
    if (reply instanceof PeerReply.HeartbeatReply heartbeat) {
      requireConfiguration(heartbeat, durable);
    }
    switch (request) {
      case PeerRequest.VoteRequest vote -> {
        requireNoOlder(vote.configuration().id(), durable, reply);
        requireGrantedInTerm(vote, reply);
        requireVote(vote.header().term(), vote.header().sender().id(), durable, reply);
        requirePromise(vote.promiseNanos(), durable, reply);
      }
      case PeerRequest.Heartbeat heartbeat -> {
        requireGrantedInTerm(heartbeat, reply);
        requirePromise(heartbeat.promiseNanos(), durable, reply);
      }
      case PeerRequest.PreVoteRequest preVote ->
          requireNoOlder(preVote.configuration().id(), durable, reply);
      case PeerRequest.TimeoutNow handOver -> requireNextTerm(handOver, reply);
    }
  }

  private void requireDurableTerm(long term, Optional<VoteRecord> durable, Object message) {
    long durableTerm = termOf(durable);
    if (term > durableTerm) {
      throw notDurable("term " + durableTerm, message);
    }
  }

  private static long termOf(Optional<VoteRecord> durable) {
    return durable.isPresent() ? durable.get().ballot().term() : 0;
  }

  private void requireVote(
      long term, String candidate, Optional<VoteRecord> durable, Object message) {
    VoteRecord.Ballot ballot = durable.map(VoteRecord::ballot).orElse(VoteRecord.Ballot.NONE);
    if (ballot.term() != term || !ballot.vote().equals(Optional.of(candidate))) {
      throw notDurable("ballot " + ballot, message);
    }
  }

  private void requirePromise(long promiseNanos, Optional<VoteRecord> durable, Object message) {
    long longest = durable.map(VoteRecord::longestPromiseNanos).orElse(0L);
    if (longest < promiseNanos) {
      throw notDurable("longest promise " + longest, message);
    }
  }

  private void requireConfiguration(PeerReply.HeartbeatReply reply, Optional<VoteRecord> durable) {
    ConfigurationId held =
        durable.map(record -> record.configuration().id()).orElse(ConfigurationId.NONE);
    if (!held.equals(reply.configurationId())) {
      throw notDurable("configuration " + held, reply);
    }
  }

  private void requireNoOlder(
      ConfigurationId asking, Optional<VoteRecord> durable, PeerReply reply) {
    ConfigurationId held =
        durable.map(record -> record.configuration().id()).orElse(ConfigurationId.NONE);
    if (held.isNewerThan(asking)) {
      throw new Violation(
          Invariant.NO_OLDER_CONFIGURATION,
          "%s holds configuration %s and grants one that holds %s: %s"
              .formatted(id, held, asking, reply));
    }
  }

  private void requireGrantedInTerm(PeerRequest request, PeerReply reply) {
    if (reply.header().term() != request.header().term()) {
      throw new Violation(
          Invariant.GRANTED_IN_ITS_TERM, "%s grants %s by %s".formatted(id, request, reply));
    }
  }

  /** Whoever obeys campaigns at once, in the term after that of the leader that hands over. */
  private void requireNextTerm(PeerRequest.TimeoutNow request, PeerReply reply) {
    if (reply.header().term() != request.release().term() + 1) {
      throw new Violation(
          Invariant.GRANTED_IN_ITS_TERM, "%s grants %s by %s".formatted(id, request, reply));
    }
  }

  private Violation notDurable(String durable, Object message) {
    return new Violation(
        Invariant.DURABLE_BEFORE_SENT,
        "%s has the durable %s and sends %s".formatted(id, durable, message));
  }
}
