/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.ConfigurationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The heartbeat rounds that a leader has sent and the newest one that each peer has answered.
 * Immutable by convention: the map is not wrapped, since every answer copies it and a wrapper
 * doubles that.
 *
 * @param sent the rounds that an answer may still come to, oldest first
 * @param electorateSince the first round that was sent to the voters of today: earlier answers were
 *     given in another configuration
 * @param answered the newest answer of each peer
 * @param heartbeatDueNanos when the next round is sent
 */
record Acknowledgements(
    List<SentRound> sent,
    long electorateSince,
    Map<String, Answer> answered,
    long heartbeatDueNanos) {

  /**
   * A round.
   *
   * @param number its number in this incarnation
   * @param sentAtNanos read before its first bytes were handed to the transport: the lease is
   *     counted from here
   */
  record SentRound(long number, long sentAtNanos) {}

  /**
   * What a peer has answered.
   *
   * @param round the newest round that it granted
   * @param sentAtNanos when that was sent
   * @param receivedAtNanos when its newest answer came
   * @param held the configuration that it held then
   * @param identity the identity of its state directory
   */
  record Answer(
      long round, long sentAtNanos, long receivedAtNanos, ConfigurationId held, long identity) {}

  Acknowledgements sending(long number, long nowNanos, long keepNanos, long dueNanos) {
    List<SentRound> kept = new ArrayList<>(sent.size() + 1);
    for (SentRound round : sent) {
      if (nowNanos - round.sentAtNanos < keepNanos) {
        kept.add(round);
      }
    }
    kept.add(new SentRound(number, nowNanos));
    return new Acknowledgements(List.copyOf(kept), electorateSince, answered, dueNanos);
  }

  Optional<SentRound> sentRound(long number) {
    for (SentRound round : sent) {
      if (round.number == number) {
        return Optional.of(round);
      }
    }
    return Optional.empty();
  }

  Acknowledgements withAnswer(String peer, Answer answer) {
    Answer before = answered.get(peer);
    Answer newest =
        before == null || answer.round >= before.round
            ? answer
            : new Answer(
                before.round,
                before.sentAtNanos,
                answer.receivedAtNanos,
                before.held,
                answer.identity);
    Map<String, Answer> all = new HashMap<>(answered);
    all.put(peer, newest);
    return new Acknowledgements(sent, electorateSince, all, heartbeatDueNanos);
  }

  /** Forgets a peer: what it answered was another process's word. */
  Acknowledgements without(String peer) {
    Map<String, Answer> others = new HashMap<>(answered);
    others.remove(peer);
    return new Acknowledgements(sent, electorateSince, others, heartbeatDueNanos);
  }

  Acknowledgements withElectorateSince(long round) {
    return new Acknowledgements(sent, round, answered, heartbeatDueNanos);
  }

  Optional<Answer> answerOf(String peer) {
    return Optional.ofNullable(answered.get(peer));
  }

  /** Whether a peer's newest answer says that it holds this very configuration. */
  boolean isHeldBy(String peer, ConfigurationId configuration) {
    return answerOf(peer).filter(answer -> answer.held.equals(configuration)).isPresent();
  }

  /** Whether a peer has answered within that long before now. */
  boolean hasAnsweredWithin(long nanos, String peer, long nowNanos) {
    return answerOf(peer).filter(answer -> nowNanos - answer.receivedAtNanos < nanos).isPresent();
  }

  /** Whether a peer has answered a later round than that. */
  boolean hasAnsweredSince(long round, String peer) {
    return answerOf(peer).filter(answer -> answer.round > round).isPresent();
  }

  /** The peer's newest answer in the configuration of today's voters. */
  Optional<Answer> currentAnswerOf(String peer) {
    return answerOf(peer).filter(answer -> answer.round >= electorateSince);
  }
}
