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
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The disk is a peer that answers (design, section 3): what waits for it, what does not, and what
 * happens while it does not answer.
 */
@DisplayName("A disk that takes its time")
class SlowDiskTest {

  private static MachineDriver preCandidate(String... ids) {
    return MachineDriver.of(ids).untilPreCandidate();
  }

  private static void take(MachineDriver a, PeerRequest request) {
    a.step(new Input.RequestReceived(0, request));
  }

  private static void askVote(MachineDriver a, String from, long term) {
    long promise = MachineDriver.PROMISE * MachineDriver.MILLISECOND;
    take(a, new VoteRequest(a.header(from, term), a.configuration(), promise, Optional.empty()));
  }

  private static void heartbeat(MachineDriver a, String from, long term) {
    heartbeat(a, from, term, Optional.empty());
  }

  private static void heartbeat(
      MachineDriver a, String from, long term, Optional<Configuration> configuration) {
    long promise = MachineDriver.PROMISE * MachineDriver.MILLISECOND;
    take(
        a,
        new Heartbeat(
            a.header(from, term),
            promise,
            configuration.orElse(a.configuration()).id(),
            configuration));
  }

  private static NodeView published(MachineDriver a) {
    return a.effects(Effect.Publish.class).getLast().view();
  }

  // ---- what waits

  @Test
  @DisplayName("keeps back a vote until it is durable, and then it leaves")
  void voteWaits() {
    MachineDriver a = MachineDriver.of("a", "b", "c").withSlowDisk();

    askVote(a, "b", 1);
    assertTrue(a.every(Effect.Respond.class).isEmpty());

    a.diskAnswers();
    assertTrue(a.only(Effect.Respond.class).reply().granted());
  }

  @Test
  @DisplayName("keeps back whatever shows a term that a crash would take back")
  void termWaits() {
    MachineDriver a = MachineDriver.of("a", "b", "c").withSlowDisk();

    heartbeat(a, "b", 3);
    assertTrue(a.every(Effect.Respond.class).isEmpty());
    assertEquals(0, published(a).term());
    take(a, new PeerRequest.PreVoteRequest(a.header("c", 3), 4, a.configuration()));
    assertTrue(a.every(Effect.Respond.class).isEmpty());

    a.diskAnswers();
    assertEquals(2, a.every(Effect.Respond.class).size());
    assertEquals(3, published(a).term());
  }

  @Test
  @DisplayName("lets a candidate ask while its own vote is being written")
  void questionsDoNotWait() {
    MachineDriver a = preCandidate("a", "b", "c").withSlowDisk();

    a.grantPreVote("b");

    assertEquals(List.of("b", "c"), a.asked(VoteRequest.class));
    assertEquals(new Ballot(1, Optional.of("a")), a.only(Effect.Persist.class).record().ballot());
  }

  @Test
  @DisplayName(
      "lets a candidate that is told of a later start of its own ask again when that is durable")
  void laterStartWaits() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c").withSlowDisk();
    VoteRequest asked = a.lastCall("c", VoteRequest.class);
    ReplyHeader.Hints later =
        new ReplyHeader.Hints(
            Optional.empty(), Optional.empty(), Optional.of(a.machine().sender().incarnation()));
    ReplyHeader stale = a.answerHeader("c", asked, Verdict.STALE_INCARNATION);
    a.reply(
        asked,
        new PeerReply.VoteReply(
            new ReplyHeader(
                stale.sender(), stale.term(), stale.round(), Verdict.STALE_INCARNATION, later),
            0));

    // Seed 1795641984782750: all that was asked again till then left at once.
    for (int again = 0; again < 3; again++) {
      a.pass(MachineDriver.HEARTBEAT);
      assertEquals(List.of(), a.every(Effect.Call.class));
    }

    List<Effect> released = a.diskAnswers();
    assertEquals(
        List.of("b", "c"),
        released.stream()
            .filter(Effect.Call.class::isInstance)
            .map(effect -> ((Effect.Call) effect).peer())
            .toList());
    a.grantVote("b", 0);
    assertEquals(Role.LEADER, a.role());
  }

  @Test
  @DisplayName("does not let a candidate count its own vote before that is durable")
  void ownVoteCountsWhenDurable() {
    MachineDriver a = preCandidate("a", "b", "c").withSlowDisk();
    a.grantPreVote("b");

    a.grantVote("b", 0);
    assertEquals(Role.CANDIDATE, a.role());
    a.grantVote("c", 0);
    assertEquals(Role.CANDIDATE, a.role());

    a.diskAnswers();
    assertEquals(Role.LEADER, a.role());
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("has no part in the announcement of a leadership whose vote is durable")
  void winnerDoesNotWaitForItsConfiguration() {
    MachineDriver a = preCandidate("a", "b", "c");
    a.grantPreVote("b");
    a.withSlowDisk();

    a.grantVote("b", 0);

    assertEquals(1, a.events(ElectionEvent.LeadershipGained.class).size());
    assertEquals(List.of("b", "c"), a.asked(Heartbeat.class));
    assertEquals(
        new ConfigurationId(1, 2), a.only(Effect.Persist.class).record().configuration().id());
  }

  @Test
  @DisplayName(
      "keeps a winner from saying that its configuration is in force, though a quorum of others has"
          + " confirmed it")
  void winnersConfigurationIsNotInForce() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.pass(MachineDriver.HEARTBEAT);
    a.refuse("b", a.lastCall("b", Heartbeat.class), Verdict.STALE_TERM, 5);
    a.untilPreCandidate().grantPreVote("b");
    a.withSlowDisk();
    a.grantVote("b", 0);
    a.acknowledge("b");
    a.acknowledge("c");
    assertTrue(a.isActive());

    a.step(new Input.MembersProposed(MachineDriver.membersOf("a", "b", "c")));
    assertTrue(a.every(Effect.MembersProgress.class).isEmpty());

    a.diskAnswers();
    assertEquals(Effect.MembersOutcome.DONE, a.only(Effect.MembersProgress.class).outcome());
  }

  @Test
  @DisplayName("lets nobody confirm a configuration that is not durable")
  void confirmationWaits() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1);
    a.withSlowDisk();
    Configuration newer = a.configuration().withId(new ConfigurationId(1, 3));

    heartbeat(a, "b", 1, Optional.of(newer));
    assertTrue(a.every(Effect.Respond.class).isEmpty());
    heartbeat(a, "b", 1, Optional.of(newer));
    PeerReply.HeartbeatReply meanwhile =
        (PeerReply.HeartbeatReply) a.only(Effect.Respond.class).reply();
    assertTrue(meanwhile.granted());
    assertFalse(meanwhile.configurationId().equals(newer.id()));

    a.diskAnswers();
    PeerReply.HeartbeatReply first =
        (PeerReply.HeartbeatReply) a.only(Effect.Respond.class).reply();
    assertEquals(newer.id(), first.configurationId());
  }

  @Test
  @DisplayName("keeps a change of the members from everybody until the leader has it durable")
  void changeOfMembersWaits() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c").withSlowDisk();
    ConfigurationId before = a.configuration().id();

    a.step(new Input.MembersProposed(MachineDriver.membersOf("a", "b", "c", "d")));
    assertEquals(before, a.configuration().id());
    a.pass(MachineDriver.HEARTBEAT);
    assertEquals(List.of("b", "c"), a.asked(Heartbeat.class));

    a.diskAnswers();
    assertTrue(a.configuration().id().isNewerThan(before));
    assertEquals(List.of("b", "c", "d"), a.asked(Heartbeat.class));
  }

  @Test
  @DisplayName("lets a hand-over wait for a configuration that is being written")
  void handOverWaits() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c").withSlowDisk();
    a.step(new Input.MembersProposed(MachineDriver.membersOf("a", "b", "c", "d:observer")));

    a.step(new Input.ResignAsked(Optional.empty()));
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    assertTrue(a.isActive());

    a.diskAnswers();
    assertTrue(a.isActive());
    a.acknowledge("b");
    assertFalse(a.isActive());
    assertEquals(1, a.every(Effect.EndTasks.class).size());
  }

  // ---- what comes meanwhile

  @Test
  @DisplayName("has one write under way, and what comes meanwhile goes into the next")
  void oneWriteAtATime() {
    MachineDriver a = MachineDriver.of("a", "b", "c").withSlowDisk();
    heartbeat(a, "b", 1);
    assertEquals(1, a.only(Effect.Persist.class).record().ballot().term());
    heartbeat(a, "b", 2);
    heartbeat(a, "c", 3);
    assertTrue(a.every(Effect.Persist.class).isEmpty());

    a.diskAnswers();

    assertEquals(3, a.only(Effect.Persist.class).record().ballot().term());
    assertEquals(1, a.only(Effect.Respond.class).reply().header().term());
    a.diskAnswers();
    assertEquals(2, a.every(Effect.Respond.class).size());
    assertTrue(a.every(Effect.Persist.class).isEmpty());
  }

  @Test
  @DisplayName("gives the candidate as long as if the vote had been given when it left")
  void voterWaitsAgain() {
    MachineDriver a = MachineDriver.of("a", "b", "c").withSlowDisk();
    askVote(a, "b", 1);
    a.pass(MachineDriver.MIN_ELECTION - 1);
    a.diskAnswers();

    a.pass(MachineDriver.MIN_ELECTION - 1);

    assertEquals(Role.FOLLOWER, a.role());
  }

  @Test
  @DisplayName("makes no difference to who wins, up to the shortest election timeout")
  void electsWithTheSlowestDisk() {
    MachineDriver a = preCandidate("a", "b", "c").withSlowDisk();
    a.grantPreVote("b");
    a.pass(MachineDriver.MIN_ELECTION);
    a.diskAnswers();

    a.grantVote("b", 0);

    assertEquals(Role.LEADER, a.role());
    assertFalse(a.isActive());
    a.acknowledge("b");
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("lets the candidate wait for it, in the same term")
  void candidateWaitsForItsDisk() {
    MachineDriver a = preCandidate("a", "b", "c").withSlowDisk();
    a.grantPreVote("b");

    a.pass(10 * MachineDriver.MAX_ELECTION);
    assertEquals(Role.CANDIDATE, a.role());
    assertEquals(1, a.term());

    a.diskAnswers();
    a.grantVote("b", 0);
    assertEquals(Role.LEADER, a.role());
  }

  // ---- one that does not answer any more

  @Test
  @DisplayName("does not keep a leader from losing its lease, nor from saying so")
  void lossDoesNotWait() {
    MachineDriver a = preCandidate("a", "b", "c");
    a.grantPreVote("b");
    a.withSlowDisk();
    a.grantVote("b", 0);
    assertTrue(a.isActive());

    a.pass(3 * MachineDriver.HEARTBEAT);

    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(Role.FOLLOWER, published(a).role());
    assertFalse(published(a).lease().held());
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
  }

  @Test
  @DisplayName("does not keep a leader from hearing of a higher term, and its loss is told at once")
  void lossByAHigherTermDoesNotWait() {
    MachineDriver a = MachineDriver.leading("a", "b", "c").withSlowDisk();

    heartbeat(a, "b", 5);

    assertFalse(published(a).lease().held());
    assertEquals(1, a.events(ElectionEvent.LeadershipLost.class).size());
    assertTrue(a.every(Effect.Respond.class).isEmpty());
  }

  @Test
  @DisplayName("gathers no more than a bounded number of answers, and no questions at all")
  void whatWaitsIsBounded() {
    MachineDriver a = MachineDriver.of("a", "b", "c").withSlowDisk();
    long refused = 0;
    for (int i = 0; i < 2_000; i++) {
      heartbeat(a, "b", 1);
      refused += a.every(Effect.Respond.class).size();
    }
    a.pass(20 * MachineDriver.MAX_ELECTION);

    assertTrue(refused >= 900, "refused: " + refused);
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(Verdict.UNAVAILABLE, lastReply(a).header().verdict());
    List<Effect> released = a.diskAnswers();
    assertTrue(released.stream().noneMatch(Effect.Call.class::isInstance));
  }

  private static PeerReply lastReply(MachineDriver a) {
    heartbeat(a, "b", 1);
    return a.only(Effect.Respond.class).reply();
  }

  @Test
  @DisplayName("answers after the end to nobody, and those who waited were refused")
  void answersAfterTheEnd() {
    MachineDriver a = MachineDriver.of("a", "b", "c").withSlowDisk();
    heartbeat(a, "b", 4);

    a.step(new Input.CloseAsked());
    assertEquals(Verdict.UNAVAILABLE, a.only(Effect.Respond.class).reply().header().verdict());
    assertEquals(0, a.only(Effect.Respond.class).reply().header().term());

    assertEquals(List.of(), a.diskAnswers());
    assertEquals(Role.CLOSED, a.role());
  }
}
