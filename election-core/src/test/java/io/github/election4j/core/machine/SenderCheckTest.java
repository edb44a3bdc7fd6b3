/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Activation;
import io.github.election4j.ElectionEvent;
import io.github.election4j.Member;
import io.github.election4j.Role;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may speak at all: design, section 3 rule 1 and section 5. */
class SenderCheckTest {

  private static PeerRequest.VoteRequest voteOf(
      Sender sender, long term, Configuration configuration) {
    return new PeerRequest.VoteRequest(
        new RequestHeader(sender, term, 1), configuration, 1_000_000, Optional.empty());
  }

  @Test
  @DisplayName("Design 3 rule 1: a sender that our configuration does not name is refused")
  void strangersAreNotHeard() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    NodeView before = a.view();

    PeerReply beat = a.heartbeat("x", 9);
    PeerReply vote = a.askVote("x", 9);

    assertEquals(Verdict.NOT_A_MEMBER, beat.header().verdict());
    assertEquals(Verdict.NOT_A_MEMBER, vote.header().verdict());
    assertEquals(before, a.view());
  }

  @Test
  @DisplayName(
      "Design 3 rule 1: it may speak \"only if its message brings a newer configuration that"
          + " does\"")
  void strangerWithNewerConfiguration() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    Configuration newer = a.changed(2, 5, "a", "b", "c", "d");
    PeerReply unproved = a.request(voteOf(a.peer("d"), 3, newer));
    long termBefore = a.term();

    PeerReply reply =
        a.request(voteOf(a.peer("d"), 3, newer), new Input.Caller("192.0.2.1:7", true));

    assertEquals(Verdict.NOT_A_MEMBER, unproved.header().verdict());
    assertEquals(0, termBefore);
    assertTrue(reply.granted());
    assertEquals(newer, a.configuration());
    assertEquals(3, a.term());
  }

  @Test
  @DisplayName(
      "Design 5 rule 4: a voter that slept while all others were replaced learns from who knows its"
          + " identity")
  void sleeperLearns() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    Configuration guessed = a.changed(2, 5, "a", "d", "e");
    long identity = a.machine().sender().identity();
    Configuration known =
        guessed.mapMembers(
            member -> member.id().equals("a") ? member.withIdentity(identity) : member);

    assertEquals(
        Verdict.NOT_A_MEMBER, a.request(voteOf(a.peer("d"), 3, guessed)).header().verdict());
    assertTrue(a.request(voteOf(a.peer("d"), 3, known)).granted());
    assertEquals(known, a.configuration());
  }

  @Test
  @DisplayName(
      "Design 3 rule 1: a newer configuration that does not name its sender is not installed")
  void newerConfigurationWithoutItsSender() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    Configuration newer = a.configuration().withId(new ConfigurationId(2, 5));

    PeerReply reply = a.request(voteOf(a.peer("d"), 3, newer));

    assertEquals(Verdict.NOT_A_MEMBER, reply.header().verdict());
    assertEquals(MachineDriver.FOUNDED, a.configurationId());
    assertEquals(0, a.term());
  }

  @Test
  @DisplayName("Design 3 rule 1: replies of strangers change nothing, their terms neither")
  void repliesOfStrangers() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    PeerRequest.PreVoteRequest request = a.lastCall("b", PeerRequest.PreVoteRequest.class);

    a.step(
        new Input.ReplyReceived(
            "x",
            request,
            new PeerReply.PreVoteReply(a.answerHeader("x", request, Verdict.TERM_NOT_NEWER, 50))));

    assertEquals(0, a.term());
    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 3 rule 1: \"an earlier incarnation: nothing\" (request)")
  void earlierIncarnationOfARequest() {
    MachineDriver a = MachineDriver.of("a", "b", "c").identified("b");
    long identity = a.peer("b").identity();
    a.request(voteOf(new Sender("b", 5, identity), 1, a.configuration()));

    PeerReply reply = a.request(voteOf(new Sender("b", 4, identity), 2, a.configuration()));

    assertEquals(Verdict.STALE_INCARNATION, reply.header().verdict());
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName("Design 3 rule 1: \"an earlier incarnation: nothing\" (reply)")
  void earlierIncarnationOfAReply() {
    MachineDriver a = MachineDriver.of("a", "b", "c").identified("b").untilPreCandidate();
    a.grantPreVote("b");
    PeerRequest.VoteRequest request = a.lastCall("b", PeerRequest.VoteRequest.class);
    a.request(
        new PeerRequest.PreVoteRequest(
            new RequestHeader(new Sender("b", 5, a.peer("b").identity()), 0, 1),
            1,
            a.configuration()));

    a.grantVote("b", 0);

    assertEquals(1, a.peer("b").incarnation());
    assertEquals(Role.CANDIDATE, a.role());
    assertEquals(1, request.header().term());
  }

  @Test
  @DisplayName("Design 3 rule 6: a reply that somebody else gave than was asked changes nothing")
  void replyOfAnother() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    PeerRequest.VoteRequest request = a.lastCall("b", PeerRequest.VoteRequest.class);

    a.step(
        new Input.ReplyReceived(
            "b",
            request,
            new PeerReply.VoteReply(a.answerHeader("c", request, Verdict.GRANTED), 0)));

    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName(
      "Design 5: a member that comes back with another state directory: \"its votes and"
          + " confirmations do not count, it is told so\"")
  void anotherStateDirectory() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    Configuration known =
        a.configuration()
            .withId(new ConfigurationId(0, 3))
            .mapMembers(member -> member.id().equals("b") ? member.withIdentity(41) : member);
    a.request(voteOf(a.peer("c"), 1, known));

    PeerReply wiped = a.request(voteOf(new Sender("b", 9, 42), 2, known));
    PeerReply again = a.request(voteOf(new Sender("b", 9, 42), 2, known));
    PeerReply right = a.request(voteOf(new Sender("b", 9, 41), 2, known));

    assertEquals(Verdict.WRONG_IDENTITY, wiped.header().verdict());
    assertEquals(Verdict.WRONG_IDENTITY, again.header().verdict());
    assertTrue(right.granted());
    assertEquals(1, a.events(ElectionEvent.Warning.class).size());
    assertTrue(
        a.events(ElectionEvent.Warning.class).getFirst().message().contains("state directory"));
  }

  @Test
  @DisplayName("Design 5: a vote that comes from another state directory does not count")
  void voteOfAnotherStateDirectory() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    Configuration known =
        a.configuration()
            .withId(new ConfigurationId(0, 3))
            .mapMembers(member -> member.id().equals("b") ? member.withIdentity(41) : member);
    a.request(new PeerRequest.PreVoteRequest(a.header("c", 0), 1, known));
    a.untilPreCandidate().pass(MachineDriver.MIN_ELECTION / 2).grantPreVote("c");
    PeerRequest.VoteRequest request = a.lastCall("b", PeerRequest.VoteRequest.class);

    a.grantVote("b", 0);
    Role afterWiped = a.role();
    a.reply(
        request,
        new PeerReply.VoteReply(
            new ReplyHeader(
                new Sender("b", 1, 41), 1, request.header().round(), Verdict.GRANTED, Hints.NONE),
            0));

    assertEquals(Role.CANDIDATE, afterWiped);
    assertEquals(Role.LEADER, a.role());
  }

  @Test
  @DisplayName(
      "Design 5: founders that were not given the same members \"say so, clearly, and do not elect"
          + " each other\"")
  void foundersDiffer() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    MachineDriver b = MachineDriver.of("b", "a", "d");

    PeerReply vote = a.request(voteOf(a.peer("b"), 1, b.configuration()));
    PeerReply again = a.request(voteOf(a.peer("b"), 1, b.configuration()));

    assertEquals(Verdict.FOUNDERS_DIFFER, vote.header().verdict());
    assertEquals(Verdict.FOUNDERS_DIFFER, again.header().verdict());
    assertEquals(0, a.term());
    assertEquals(1, a.events(ElectionEvent.Warning.class).size());
    String warning = a.events(ElectionEvent.Warning.class).getFirst().message();
    assertTrue(warning.contains("member 'c': voter at c:1 here, absent there"), warning);
    assertTrue(warning.contains("member 'd': absent here, voter at"), warning);
  }

  @Test
  @DisplayName(
      "Design 5: clusters that began with other members say so although they have the same now")
  void originsDiffer() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    Configuration theirs =
        MachineDriver.of("b", "a", "d")
            .configuration()
            .withMembers(new ConfigurationId(0, 3), a.configuration().members());

    assertEquals(
        Verdict.FOUNDERS_DIFFER, a.request(voteOf(a.peer("b"), 1, theirs)).header().verdict());
    String warning = a.events(ElectionEvent.Warning.class).getFirst().message();
    assertTrue(warning.contains("the first ones were others"), warning);
  }

  @Test
  @DisplayName("Design 5: another process with the same id is refused, and an operator is told")
  void sameId() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    PeerReply reply = a.askVote("a", 4);

    assertFalse(reply.granted());
    assertEquals(0, a.term());
    assertTrue(
        a.events(ElectionEvent.Warning.class).getFirst().message().contains("another process"));
  }

  @Test
  @DisplayName("Design 5: \"Any node may pass a newer configuration on\", in a reply too")
  void newerConfigurationInAReply() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    PeerRequest.PreVoteRequest request = a.lastCall("b", PeerRequest.PreVoteRequest.class);
    Configuration newer = a.changed(4, 2, "b", "c");

    a.reply(
        request,
        new PeerReply.PreVoteReply(
            new ReplyHeader(
                a.peer("b"),
                4,
                request.header().round(),
                Verdict.NOT_A_MEMBER,
                new Hints(Optional.empty(), Optional.of(newer), Optional.empty()))));

    assertEquals(newer, a.configuration());
    assertEquals(Role.OBSERVER, a.role());
    assertEquals(4, a.term());
  }

  @Test
  @DisplayName(
      "Design 5: \"A joining node starts empty, does not campaign, and learns the configuration"
          + " from the leader.\"")
  void joiningNode() {
    MachineDriver d =
        MachineDriver.of(
            List.of(Member.of("d", "d:1")),
            MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1),
            Optional.of(new VoteRecord(VoteRecord.Ballot.NONE, Configuration.NONE, 0, 0, 5)));
    Configuration current =
        Members.founding(MachineDriver.membersOf("a", "b", "d")).withId(new ConfigurationId(3, 2));
    d.pass(10 * MachineDriver.MAX_ELECTION);
    Role before = d.role();

    PeerReply reply =
        d.request(
            new PeerRequest.Heartbeat(
                d.header("a", 3), 1_000_000, current.id(), Optional.of(current)));

    assertEquals(Role.OBSERVER, before);
    assertTrue(reply.granted());
    assertEquals(Role.FOLLOWER, d.role());
    assertEquals(current, d.configuration());
  }

  @Test
  @DisplayName(
      "Design 5: a node that started from nothing goes on as a later start than it is told")
  void incarnationWithoutAClock() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    long own = a.durable().orElseThrow().incarnation();
    PeerRequest request = a.lastCall("b", PeerRequest.PreVoteRequest.class);

    a.reply(request, stale(a, request, own + 5));

    assertEquals(own + 6, a.durable().orElseThrow().incarnation());
    assertEquals(own + 6, a.durable().orElseThrow().incarnation());
    a.pass(MachineDriver.MAX_ELECTION);
    assertEquals(
        own + 6, a.lastCall("b", PeerRequest.PreVoteRequest.class).header().sender().incarnation());
  }

  @Test
  @DisplayName("Design 5: a node that has a record does not outbid whoever uses its id")
  void incarnationOfARecord() {
    MachineDriver a =
        MachineDriver.restarted(3, Optional.empty(), "a", "b", "c").untilPreCandidate();
    long own = a.durable().orElseThrow().incarnation();
    PeerRequest request = a.lastCall("b", PeerRequest.PreVoteRequest.class);

    a.reply(request, stale(a, request, own + 5));

    assertEquals(own, a.durable().orElseThrow().incarnation());
  }

  private static PeerReply stale(MachineDriver a, PeerRequest request, long incarnation) {
    return new PeerReply.PreVoteReply(
        new ReplyHeader(
            a.peer("b"),
            0,
            request.header().round(),
            Verdict.STALE_INCARNATION,
            new Hints(Optional.empty(), Optional.empty(), Optional.of(incarnation))));
  }
}
