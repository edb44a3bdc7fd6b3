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
    for (Effect effect : effects) {
      if (effect instanceof Effect.Respond respond && !isAwaited(respond, input)) {
        throw new Violation(
            Invariant.ONE_RESPONSE_A_REQUEST,
            "%s answers %s, which nobody waits for".formatted(id, respond));
      }
    }
    if (input instanceof Input.RequestReceived received
        && received.request() instanceof PeerRequest.PreVoteRequest preVote) {
      requireSameTerm(preVote, effects, durable);
    }
  }

  /** An answer may come in the step of its request, or in one that the disk or the end causes. */
  private static boolean isAwaited(Effect.Respond respond, Input input) {
    return input instanceof Input.RequestReceived received
        ? received.number() == respond.number()
        : input instanceof Input.RecordDurable
            || input instanceof Input.StoreFailed
            || input instanceof Input.CloseAsked;
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
    long term = request.header().term();
    switch (request) {
      // A candidate asks while its own vote is being written (design, section 3 rule 3).
      case PeerRequest.VoteRequest ignored -> {}
      case PeerRequest.PreVoteRequest ignored -> requireDurableTerm(term, durable, request);
      // Nobody leads by a vote that a crash would take back.
      case PeerRequest.Heartbeat ignored -> requireVote(term, id, durable, request);
      case PeerRequest.TimeoutNow ignored -> requireVote(term, id, durable, request);
    }
  }

  /** An answer leaves the node in the step of its request. */
  public void responds(PeerRequest request, PeerReply reply, Optional<VoteRecord> durable) {
    responds(request, reply, new Judged(durable, 0, false), durable);
  }

  /**
   * The moment at which a request was judged.
   *
   * @param durable what was durable then
   * @param agoNanos how long ago that is, on the node's clock
   * @param released whether the promise was released since
   */
  public record Judged(Optional<VoteRecord> durable, long agoNanos, boolean released) {}

  /**
   * An answer leaves the node.
   *
   * @param judged when the request was judged
   * @param durable what is durable now
   */
  public void responds(
      PeerRequest request, PeerReply reply, Judged judged, Optional<VoteRecord> durable) {
    requireDurableTerm(reply.header().term(), durable, reply);
    if (!reply.granted()) {
      return;
    }
    if (reply instanceof PeerReply.HeartbeatReply heartbeat) {
      requireConfiguration(heartbeat, durable);
    }
    switch (request) {
      case PeerRequest.VoteRequest vote -> {
        requireNoOlder(vote.configuration().id(), judged.durable(), reply);
        requireGrantedInTerm(vote, reply);
        requireVote(vote.header().term(), vote.header().sender().id(), durable, reply);
        requirePromise(vote.promiseNanos(), judged, durable, reply);
      }
      case PeerRequest.Heartbeat heartbeat -> {
        requireGrantedInTerm(heartbeat, reply);
        requirePromise(heartbeat.promiseNanos(), judged, durable, reply);
      }
      case PeerRequest.PreVoteRequest preVote ->
          requireNoOlder(preVote.configuration().id(), judged.durable(), reply);
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
    // What came while it was being written may have gone into the same record: a later term, in
    // which nobody votes in this one any more.
    boolean later = ballot.term() > term;
    if (!later && (ballot.term() != term || !ballot.vote().equals(Optional.of(candidate)))) {
      throw notDurable("ballot " + ballot, message);
    }
  }

  /** A promise that has run out, or was released, while its answer waited is owed to nobody. */
  private void requirePromise(
      long promiseNanos, Judged judged, Optional<VoteRecord> durable, Object message) {
    long longest = durable.map(VoteRecord::longestPromiseNanos).orElse(0L);
    boolean owed = judged.agoNanos() < promiseNanos && !judged.released();
    if (owed && longest < promiseNanos) {
      throw notDurable("longest promise " + longest, message);
    }
  }

  private void requireConfiguration(PeerReply.HeartbeatReply reply, Optional<VoteRecord> durable) {
    ConfigurationId held =
        durable.map(record -> record.configuration().id()).orElse(ConfigurationId.NONE);
    if (reply.configurationId().isNewerThan(held)) {
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
