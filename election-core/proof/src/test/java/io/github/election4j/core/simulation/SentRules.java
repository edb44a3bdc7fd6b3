/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.core.machine.NodeView;
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
    ConfigurationId configuration = configurationOf(durable);
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
    responds(request, reply, new Judged(configurationOf(durable), true), durable);
  }

  /**
   * How things were when a request was judged, whose answer may have had to wait for the disk.
   *
   * @param inForce the configuration that was in force then
   * @param owed whether the promise that the answer gives, if any, has neither run out since nor
   *     been released
   */
  public record Judged(ConfigurationId inForce, boolean owed) {}

  /**
   * An answer leaves the node.
   *
   * @param judged how things were when the request was judged
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
        requireNoOlder(vote.configuration().id(), judged.inForce(), reply);
        requireGrantedInTerm(vote, reply);
        requireVote(vote.header().term(), vote.header().sender().id(), durable, reply);
        requirePromise(vote.promiseNanos(), judged, durable, reply);
      }
      case PeerRequest.Heartbeat heartbeat -> {
        requireGrantedInTerm(heartbeat, reply);
        requirePromise(heartbeat.promiseNanos(), judged, durable, reply);
      }
      case PeerRequest.PreVoteRequest preVote ->
          requireNoOlder(preVote.configuration().id(), judged.inForce(), reply);
      case PeerRequest.TimeoutNow handOver -> requireNextTerm(handOver, reply);
    }
  }

  /** The node shows itself. A first configuration is given to it, not written by it. */
  public void shows(NodeView view, Optional<VoteRecord> durable) {
    ConfigurationId held = configurationOf(durable);
    ConfigurationId shown = view.cluster().configuration().id();
    boolean elected =
        view.role() != Role.LEADER
            || hasVoted(view.term(), id, durable)
            || view.term() < termOf(durable);
    boolean given = shown.term() == 0;
    if (view.term() > termOf(durable) || !elected || (shown.isNewerThan(held) && !given)) {
      throw new Violation(
          Invariant.DURABLE_BEFORE_SHOWN,
          "%s has the durable %s and shows %s".formatted(id, durable, view));
    }
  }

  /** The node tells its listeners. */
  public void announces(ElectionEvent event, Optional<VoteRecord> durable) {
    boolean volatileGain =
        event instanceof ElectionEvent.LeadershipGained && !hasVoted(event.term(), id, durable);
    if (event.term() > termOf(durable) || volatileGain) {
      throw new Violation(
          Invariant.DURABLE_BEFORE_SHOWN,
          "%s has the durable %s and announces %s".formatted(id, durable, event));
    }
  }

  private static boolean hasVoted(long term, String candidate, Optional<VoteRecord> durable) {
    VoteRecord.Ballot ballot = durable.map(VoteRecord::ballot).orElse(VoteRecord.Ballot.NONE);
    return ballot.term() == term && ballot.vote().equals(Optional.of(candidate));
  }

  private void requireDurableTerm(long term, Optional<VoteRecord> durable, Object message) {
    long durableTerm = termOf(durable);
    if (term > durableTerm) {
      throw notDurable("term " + durableTerm, message);
    }
  }

  private static ConfigurationId configurationOf(Optional<VoteRecord> durable) {
    return durable.map(record -> record.configuration().id()).orElse(ConfigurationId.NONE);
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

  private void requirePromise(
      long promiseNanos, Judged judged, Optional<VoteRecord> durable, Object message) {
    long longest = durable.map(VoteRecord::longestPromiseNanos).orElse(0L);
    if (longest < promiseNanos && judged.owed()) {
      throw notDurable("longest promise " + longest, message);
    }
  }

  private void requireConfiguration(PeerReply.HeartbeatReply reply, Optional<VoteRecord> durable) {
    ConfigurationId held = configurationOf(durable);
    if (reply.configurationId().isNewerThan(held)) {
      throw notDurable("configuration " + held, reply);
    }
  }

  private void requireNoOlder(ConfigurationId asking, ConfigurationId held, PeerReply reply) {
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
