/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Giving votes: Raft 5.2 and figure 2; design, section 3 rule 2. */
class VoteTest {

  @Test
  @DisplayName(
      "Raft 5.2: \"Each server will vote for at most one candidate in a given term, on a"
          + " first-come-first-served basis\"")
  void firstComeFirstServed() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    PeerReply first = a.askVote("b", 1);
    PeerReply second = a.askVote("c", 1);

    assertTrue(first.granted());
    assertEquals(Verdict.TERM_NOT_NEWER, second.header().verdict());
    assertEquals(new Ballot(1, Optional.of("b")), a.durable().orElseThrow().ballot());
  }

  @Test
  @DisplayName("Design 3 rule 2: \"or as a repeat of the same vote to the same candidate\"")
  void repeatedVote() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.askVote("b", 1);

    PeerReply again = a.askVote("b", 1);

    assertTrue(again.granted());
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName("Design 3 rule 2: another start of the candidate's process is another candidate")
  void notToAnotherStart() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.askVote("b", 1);
    Sender another = new Sender("b", 2, a.peer("b").identity());

    PeerReply second =
        a.request(
            new PeerRequest.VoteRequest(
                new RequestHeader(another, 1, 1), a.configuration(), 1, Optional.empty()));

    assertEquals(Verdict.TERM_NOT_NEWER, second.header().verdict());
  }

  @Test
  @DisplayName(
      "Design 3 rule 2: \"only by a node whose own term is below T\", not voted yet or not (the"
          + " trap of section 5)")
  void noVoteInOwnTerm() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    a.pass(MachineDriver.MIN_ELECTION);

    PeerReply inOwnTerm = a.askVote("c", 1);

    assertEquals(Optional.empty(), a.durable().orElseThrow().ballot().vote());
    assertEquals(Verdict.TERM_NOT_NEWER, inOwnTerm.header().verdict());
  }

  @Test
  @DisplayName(
      "Raft figure 2: vote \"updated on stable storage before responding to RPCs\"; design 3 rule"
          + " 2: term, vote and configuration in one atomic write")
  void voteIsDurableFirst() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.askPreVote("b", 1);

    a.askVote("b", 1);

    assertTrue(a.position(Effect.Persist.class) < a.position(Effect.Respond.class));
    Effect.Persist write = a.only(Effect.Persist.class);
    assertEquals(new Ballot(1, Optional.of("b")), write.record().ballot());
    assertEquals(a.configuration(), write.record().configuration());
  }

  @Test
  @DisplayName("Raft 5.2: a server whose own candidacy holds its vote gives it to nobody else")
  void candidateVotedForItself() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");

    PeerReply reply = a.askVote("b", 1);

    assertFalse(reply.granted());
    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Raft 5.2: a candidate votes for another one in a newer term and steps back")
  void candidateYieldsToNewerTerm() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");

    PeerReply reply = a.askVote("b", 2);

    assertTrue(reply.granted());
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(2, a.term());
  }

  @Test
  @DisplayName(
      "Thesis 4.2.3: \"if a server receives a RequestVote request within the minimum election"
          + " timeout of hearing from a current leader, it does not update its term or grant its"
          + " vote\"")
  void stickyWhileLeaderIsHeard() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    a.pass(MachineDriver.MIN_ELECTION - 1);

    PeerReply reply = a.askVote("c", 2);

    assertEquals(Verdict.LEADER_ALIVE, reply.header().verdict());
    assertEquals(1, a.term());
    assertEquals("b", reply.header().hints().leader().orElseThrow().id());
  }

  @Test
  @DisplayName(
      "Thesis 4.2.3: \"This does not affect normal elections, where each server waits at least a"
          + " minimum election timeout before starting an election.\"")
  void votesAfterMinimumTimeout() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    a.pass(MachineDriver.MIN_ELECTION);

    PeerReply reply = a.askVote("c", 2);

    assertTrue(reply.granted());
    assertEquals(2, a.term());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"A server remains in follower state as long as it receives valid RPCs from a"
          + " leader or candidate.\"")
  void grantedVoteRestartsTheTimeout() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    for (long term = 1; term < 20; term++) {
      a.pass(MachineDriver.MIN_ELECTION - 1);
      assertTrue(a.askVote("b", term).granted());
    }

    assertEquals(Role.FOLLOWER, a.role());
    assertTrue(a.events(ElectionEvent.RoleChanged.class).isEmpty());
  }

  @Test
  @DisplayName("Raft 5.2: a request that is refused is not a valid one and restarts no timeout")
  void refusedVoteDoesNotRestartTheTimeout() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.askVote("b", 1);

    for (int i = 0; i < 30 && a.role() == Role.FOLLOWER; i++) {
      a.pass(10);
      a.askVote("c", 1);
    }

    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 3 rule 2: a vote goes \"to a candidate that is a voter\", no observer")
  void observerIsNoCandidate() {
    MachineDriver a = MachineDriver.of("a", "b", "o:observer");

    PeerReply reply = a.askVote("o", 1);

    assertEquals(Verdict.NOT_ELIGIBLE, reply.header().verdict());
    assertEquals(Optional.empty(), a.durable().flatMap(record -> record.ballot().vote()));
  }

  @Test
  @DisplayName("Design 3 rule 5: \"Priority 0 = votes, never leads (witness)\": it gets no vote")
  void witnessIsNoCandidate() {
    MachineDriver a = MachineDriver.of("a", "b", "w:0");

    assertEquals(Verdict.NOT_ELIGIBLE, a.askVote("w", 1).header().verdict());
    assertEquals(Verdict.NOT_ELIGIBLE, a.askPreVote("w", 2).header().verdict());
  }

  @Test
  @DisplayName("Design 3 rule 5: \"Priority 0 = votes, never leads (witness)\": it votes")
  void witnessVotesAndNeverCampaigns() {
    MachineDriver w = MachineDriver.of("w:0", "a", "b");

    w.pass(10 * MachineDriver.MAX_ELECTION);
    PeerReply vote = w.askVote("a", 1);
    w.heartbeat("a", 1);
    PeerReply consent = w.timeoutNow("a", 1);

    assertTrue(vote.granted());
    assertEquals(Verdict.NOT_ELIGIBLE, consent.header().verdict());
    assertEquals(Role.FOLLOWER, w.role());
    assertTrue(w.events(ElectionEvent.RoleChanged.class).isEmpty());
  }

  @Test
  @DisplayName("Design 3: an observer does not vote, and hears of the leader all the same")
  void observerDoesNotVote() {
    MachineDriver o = MachineDriver.of("o:observer", "a", "b");

    PeerReply vote = o.askVote("a", 1);
    PeerReply beat = o.heartbeat("b", 2);

    assertEquals(Verdict.NOT_A_VOTER, vote.header().verdict());
    assertTrue(beat.granted());
    assertEquals("b", o.view().leader().orElseThrow().id());
    assertEquals(Role.OBSERVER, o.pass(10 * MachineDriver.MAX_ELECTION).role());
  }

  @Test
  @DisplayName(
      "Design 5: \"a voter refuses an older configuration than its own, and answers with the newer"
          + " one\"")
  void olderConfigurationIsRefused() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    a.pass(MachineDriver.MAX_ELECTION);
    Configuration older = a.configuration().withId(ConfigurationId.FIRST);

    PeerReply reply =
        a.request(new PeerRequest.VoteRequest(a.header("b", 2), older, 1, Optional.empty()));

    assertEquals(Verdict.CONFIGURATION_OLDER, reply.header().verdict());
    assertEquals(Optional.of(a.configuration()), reply.header().hints().configuration());
  }

  @Test
  @DisplayName(
      "Design 5: \"A voter that is itself behind judges by the newer configuration that the request"
          + " brings\": \"a voter need not know yet that it is one\"")
  void voterLearnsThatItIsOne() {
    MachineDriver a = MachineDriver.of("a:observer", "b", "c");
    Configuration newer = a.changed(3, 2, "a", "b", "c");

    PeerReply reply =
        a.request(new PeerRequest.VoteRequest(a.header("b", 4), newer, 1, Optional.empty()));

    assertTrue(reply.granted());
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(newer, a.configuration());
    assertEquals(new Ballot(4, Optional.of("b")), a.durable().orElseThrow().ballot());
  }

  @Test
  @DisplayName(
      "Design 5, the trap: \"installing a configuration raises the term to its configTerm in the"
          + " same write\"")
  void installingRaisesTheTerm() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    Configuration newer = a.configuration().withId(new ConfigurationId(3, 1));

    PeerReply reply = a.request(new PeerRequest.PreVoteRequest(a.header("b", 3), 4, newer));

    assertTrue(reply.granted());
    Effect.Persist write = a.only(Effect.Persist.class);
    assertEquals(3, write.record().ballot().term());
    assertEquals(newer, write.record().configuration());
    assertTrue(a.position(Effect.Persist.class) < a.position(Effect.Respond.class));
  }
}
