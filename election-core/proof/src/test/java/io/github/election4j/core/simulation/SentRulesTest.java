/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.election4j.core.machine.Effect;
import io.github.election4j.core.machine.Input;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerReply.PreVoteReply;
import io.github.election4j.wire.PeerReply.VoteReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules about what may be sent are shown messages that break them. */
@DisplayName("The checker of messages")
class SentRulesTest {

  private static final Configuration CONFIGURATION =
      new Configuration(
          ConfigurationId.FIRST,
          List.of(
              new ConfigurationMember("a", "", 1, true, 0),
              new ConfigurationMember("b", "", 1, true, 0)));

  private final SentRules rules = new SentRules("a");

  private static void assertBreaks(Invariant expected, Executable history) {
    assertEquals(expected, assertThrows(Violation.class, history).invariant());
  }

  private static Optional<VoteRecord> durable(long term, String vote, long promise) {
    return Optional.of(
        new VoteRecord(new Ballot(term, Optional.of(vote)), CONFIGURATION, promise, 1, 1));
  }

  private static RequestHeader asks(String id, long term) {
    return new RequestHeader(new Sender(id, 1, 1), term, 1);
  }

  private static ReplyHeader grants(long term) {
    return new ReplyHeader(new Sender("a", 1, 1), term, 1, Verdict.GRANTED, ReplyHeader.Hints.NONE);
  }

  private static PeerRequest vote(String id, long term) {
    return new VoteRequest(asks(id, term), CONFIGURATION, 100, Optional.empty());
  }

  @Test
  @DisplayName("sees a vote that is granted and not durable")
  void seesVolatileVote() {
    PeerReply granted = new VoteReply(grants(2), 0);
    rules.responds(vote("b", 2), granted, durable(2, "b", 100));
    assertBreaks(
        Invariant.DURABLE_BEFORE_SENT,
        () -> rules.responds(vote("b", 2), granted, durable(2, "c", 100)));
    assertBreaks(
        Invariant.DURABLE_BEFORE_SENT,
        () -> rules.responds(vote("b", 2), granted, durable(1, "b", 100)));
    assertBreaks(
        Invariant.DURABLE_BEFORE_SENT,
        () -> rules.responds(vote("b", 2), granted, durable(2, "b", 99)));
    assertBreaks(
        Invariant.DURABLE_BEFORE_SENT,
        () -> rules.responds(vote("b", 2), granted, Optional.empty()));
  }

  @Test
  @DisplayName("sees a leader whose own vote is not durable, but lets a candidate ask")
  void seesVolatileLeader() {
    Heartbeat heartbeat = new Heartbeat(asks("a", 2), 100, ConfigurationId.FIRST, Optional.empty());
    rules.calls(vote("a", 2), durable(1, "a", 100));
    rules.calls(heartbeat, durable(2, "a", 100));
    assertBreaks(Invariant.DURABLE_BEFORE_SENT, () -> rules.calls(heartbeat, durable(1, "a", 100)));
    assertBreaks(Invariant.DURABLE_BEFORE_SENT, () -> rules.calls(heartbeat, durable(2, "b", 100)));
  }

  @Test
  @DisplayName(
      "sees a heartbeat of a lower term that is accepted, and a configuration that is not durable")
  void seesStaleHeartbeat() {
    Heartbeat old = new Heartbeat(asks("b", 1), 100, ConfigurationId.FIRST, Optional.empty());
    assertBreaks(
        Invariant.GRANTED_IN_ITS_TERM,
        () ->
            rules.responds(
                old, new HeartbeatReply(grants(2), ConfigurationId.FIRST), durable(2, "b", 100)));
    assertBreaks(
        Invariant.DURABLE_BEFORE_SENT,
        () ->
            rules.responds(
                old,
                new HeartbeatReply(grants(1), new ConfigurationId(1, 1)),
                durable(1, "b", 100)));
  }

  @Test
  @DisplayName("sees an answer to another request, and an answer to nothing")
  void seesUnexpectedAnswers() {
    Input request = new Input.RequestReceived(1, vote("b", 2));
    List<Effect> answer = List.of(new Effect.Respond(1, new VoteReply(grants(2), 0)));
    rules.stepped(request, answer, Optional.empty());
    Input other = new Input.RequestReceived(2, vote("b", 2));
    assertBreaks(
        Invariant.ONE_RESPONSE_A_REQUEST, () -> rules.stepped(other, answer, Optional.empty()));
    assertBreaks(
        Invariant.ONE_RESPONSE_A_REQUEST,
        () -> rules.stepped(new Input.TimerFired(), answer, Optional.empty()));
  }

  @Test
  @DisplayName("sees a pre-vote request that changes the term")
  void seesPreVoteThatChanges() {
    Input request =
        new Input.RequestReceived(1, new PreVoteRequest(asks("b", 1), 2, CONFIGURATION));
    Effect answer = new Effect.Respond(1, new PreVoteReply(grants(1)));
    rules.stepped(request, List.of(answer), durable(1, "a", 0));
    List<Effect> changing = List.of(new Effect.Persist(durable(2, "b", 0).orElseThrow()), answer);
    assertBreaks(
        Invariant.PRE_VOTE_CHANGES_NOTHING,
        () -> rules.stepped(request, changing, durable(1, "a", 0)));
  }
}
