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
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.PeerRequest.VoteRequest;
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

/** The first election of a cluster: design, section 5 rule 12. */
@DisplayName("While a cluster is founded")
class FoundersTest {

  /** What b was given, who is one of ours: c is missing, and d is there. */
  private static final Configuration OTHERS = listOf("a", "b", "d");

  private static Configuration listOf(String... ids) {
    return Members.founding(MachineDriver.membersOf(ids));
  }

  private static MachineDriver founder(String... ids) {
    return founder(Activation.WHEN_EXCLUSIVE, Optional.empty(), ids);
  }

  private static MachineDriver founder(
      Activation activation, Optional<VoteRecord> record, String... ids) {
    List<Member> members = MachineDriver.membersOf(ids);
    return new MachineDriver(members, listOf(ids), MachineDriver.settings(activation, 1), record);
  }

  private static Verdict preVote(MachineDriver asked, String from, Configuration list) {
    return asked.request(new PreVoteRequest(asked.header(from, 0), 1, list)).header().verdict();
  }

  private static void answer(
      MachineDriver asking, String from, Verdict verdict, Configuration shown) {
    PreVoteRequest request = asking.lastCall(from, PreVoteRequest.class);
    Hints hints = new Hints(Optional.empty(), Optional.of(shown), Optional.empty());
    asking.reply(
        request,
        new PeerReply.PreVoteReply(
            new ReplyHeader(asking.peer(from), 0, request.header().round(), verdict, hints)));
  }

  private static List<String> warnings(MachineDriver machine) {
    return machine.events(ElectionEvent.Warning.class).stream()
        .map(ElectionEvent.Warning::message)
        .toList();
  }

  // ---- the winner

  @Test
  @DisplayName("a winner is active only when the last founder has shown the same list")
  void waitsForTheLastFounder() {
    MachineDriver a = founder("a", "b", "c").elect("b");
    boolean before = a.isActive();

    a.grantPreVote("c");

    assertFalse(before);
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("a winner is active when the longest election timeout has passed in any case")
  void waitsForTheLongestElectionTimeout() {
    MachineDriver a = founder("a", "b", "c").elect("b");
    long elected = a.nowNanos();

    long gained = a.untilActive("b");

    assertEquals(MachineDriver.MAX_ELECTION * MachineDriver.MILLISECOND, gained - elected);
  }

  @Test
  @DisplayName("a winner waits alike that would be active when it is elected")
  void waitsWhateverItsActivation() {
    MachineDriver a = founder(Activation.WHEN_ELECTED, Optional.empty(), "a", "b", "c").elect("b");

    assertEquals(Role.LEADER, a.role());
    assertFalse(a.isActive());
  }

  @Test
  @DisplayName("a winner waits for nothing, and asks nothing more, where all answer")
  void costsNothingWhereAllAnswer() {
    MachineDriver a = founder("a", "b", "c").untilPreCandidate();
    List<String> preVotes = a.asked(PreVoteRequest.class);

    a.grantPreVote("b");
    List<String> votes = a.asked(VoteRequest.class);
    a.grantPreVote("c");
    a.grantVote("b", 0);

    assertTrue(a.isActive());
    List<List<String>> asked = List.of(preVotes, votes, a.asked(Heartbeat.class));
    assertEquals(List.of(List.of("b", "c"), List.of("b", "c"), List.of("b", "c")), asked);
    assertEquals(6, a.effects(Effect.Call.class).size());
  }

  @Test
  @DisplayName("observers are asked for their list along with the voters")
  void observersAreAsked() {
    MachineDriver a = founder("a", "b", "o:observer").untilPreCandidate();
    List<String> asked = a.asked(PreVoteRequest.class);

    a.grantPreVote("b");
    a.grantVote("b", 0);
    boolean before = a.isActive();
    a.refuse("o", a.lastCall("o", PreVoteRequest.class), Verdict.NOT_A_VOTER, 0);

    assertEquals(List.of("b", "o"), asked);
    assertFalse(before);
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("a founder that does not take part yet has not shown its list")
  void unavailableIsNoAnswer() {
    MachineDriver a = founder("a", "b", "c").elect("b");

    a.refuse("c", a.lastCall("c", PreVoteRequest.class), Verdict.UNAVAILABLE, 0);

    assertFalse(a.isActive());
  }

  @Test
  @DisplayName("a request shows a list as an answer does")
  void requestsShowTheList() {
    MachineDriver a = founder("a", "b", "c").elect("b");

    preVote(a, "c", listOf("a", "b", "c"));

    assertTrue(a.isActive());
  }

  // ---- who differs

  @Test
  @DisplayName("who asks with another list is told of ours, and both take no part")
  void askedWithAnotherList() {
    MachineDriver a = founder("a", "b", "c").pass(MachineDriver.MIN_ELECTION / 2);

    PeerReply reply = a.request(new PreVoteRequest(a.header("b", 0), 1, OTHERS));

    assertEquals(Verdict.FOUNDERS_DIFFER, reply.header().verdict());
    assertEquals(Optional.of(a.configuration()), reply.header().hints().configuration());
    assertEquals(Verdict.UNAVAILABLE, preVote(a, "c", a.configuration()));
    assertEquals(Verdict.UNAVAILABLE, a.askVote("c", 1).header().verdict());
    assertEquals(Verdict.UNAVAILABLE, a.heartbeat("c", 1).header().verdict());
    assertEquals(0, a.term());
  }

  @Test
  @DisplayName("what differs, and on whom, is said once, and shown by the view")
  void saysWhatDiffers() {
    MachineDriver a = founder("a", "b", "c");

    preVote(a, "b", OTHERS);
    preVote(a, "b", OTHERS);

    assertEquals(1, warnings(a).size());
    String warning = warnings(a).getFirst();
    assertTrue(warning.startsWith("this member and 'b' were given different members"), warning);
    String differences =
        "member 'c': voter at c:1 here, absent there; member 'd': absent here, voter at d:1 there";
    assertTrue(warning.contains(differences), warning);
    assertEquals(
        List.of(new NodeView.OtherFounders("b", differences)), a.view().cluster().otherFounders());
  }

  @Test
  @DisplayName("an answer that shows another list counts as a request does")
  void toldByAnAnswer() {
    MachineDriver a = founder("a", "b", "c").untilPreCandidate();

    answer(a, "b", Verdict.FOUNDERS_DIFFER, OTHERS);
    a.grantPreVote("c");

    assertEquals(Role.PRE_CANDIDATE, a.role());
    assertEquals(0, a.term());
    assertEquals(1, warnings(a).size());
  }

  @Test
  @DisplayName("a candidate stands down at a contradiction, and so does a leader")
  void standsDown() {
    MachineDriver candidate = founder("a", "b", "c").untilPreCandidate();
    candidate.grantPreVote("c");
    Role before = candidate.role();
    MachineDriver leader = founder("a", "b", "c").elect("c");

    preVote(candidate, "b", OTHERS);
    preVote(leader, "b", OTHERS);
    candidate.grantVote("c", 0);

    assertEquals(Role.CANDIDATE, before);
    assertEquals(Role.FOLLOWER, candidate.role());
    assertEquals(Role.FOLLOWER, leader.role());
    assertFalse(leader.isActive());
  }

  @Test
  @DisplayName("a list that names us counts though we do not name who has it")
  void strangerThatNamesUs() {
    MachineDriver a = founder("a", "b", "c");

    preVote(a, "x", listOf("a", "x", "y"));

    assertEquals(Verdict.UNAVAILABLE, preVote(a, "c", a.configuration()));
    assertTrue(warnings(a).getFirst().contains("names this one"), warnings(a).getFirst());
  }

  @Test
  @DisplayName("a list that has nothing to do with us disturbs nobody")
  void strangerThatDoesNot() {
    MachineDriver a = founder("a", "b", "c").pass(MachineDriver.MIN_ELECTION / 2 + 25);

    PeerReply reply = a.request(new PreVoteRequest(a.header("x", 0), 1, listOf("w", "x", "y")));

    assertEquals(Verdict.FOUNDERS_DIFFER, reply.header().verdict());
    assertEquals(Hints.NONE, reply.header().hints());
    assertEquals(Verdict.GRANTED, preVote(a, "c", a.configuration()));
  }

  @Test
  @DisplayName("who has our list is warned by us of another that we have met")
  void passesItOn() {
    MachineDriver a = founder("a", "b", "c");
    preVote(a, "x", listOf("a", "x", "y"));
    MachineDriver c = founder("c", "a", "b").untilPreCandidate();
    PeerReply told = a.request(new PreVoteRequest(a.header("c", 0), 1, listOf("a", "b", "c")));

    answer(c, "a", told.header().verdict(), told.header().hints().configuration().orElseThrow());
    c.grantPreVote("b");

    assertEquals(Optional.of(listOf("a", "x", "y")), told.header().hints().configuration());
    assertEquals(Role.PRE_CANDIDATE, c.role());
    assertTrue(warnings(c).getFirst().contains("has met founders"), warnings(c).getFirst());
    PeerReply next = c.request(new PreVoteRequest(c.header("b", 0), 1, c.configuration()));
    assertEquals(Verdict.UNAVAILABLE, next.header().verdict());
    assertEquals(Hints.NONE, next.header().hints());
  }

  // ---- how it is settled

  @Test
  @DisplayName("it is settled when the other shows our list")
  void settledByTheOther() {
    MachineDriver a = founder("a", "b", "c").untilPreCandidate();
    answer(a, "b", Verdict.FOUNDERS_DIFFER, OTHERS);

    a.pass(60_000).grantPreVote("b");

    assertEquals(Role.CANDIDATE, a.role());
    assertEquals(List.of(), a.view().cluster().otherFounders());
  }

  @Test
  @DisplayName("a member with another list is waited for without an end, a stranger is not")
  void silence() {
    MachineDriver a = founder("a", "b", "c");
    preVote(a, "b", OTHERS);
    MachineDriver strange = founder("a", "b", "c");
    preVote(strange, "x", listOf("a", "x", "y"));

    a.pass(60_000);
    strange.pass(2 * MachineDriver.MAX_ELECTION);

    assertEquals(Verdict.UNAVAILABLE, preVote(a, "c", a.configuration()));
    assertEquals(Verdict.GRANTED, preVote(strange, "c", a.configuration()));
  }

  @Test
  @DisplayName("who is started again goes on with the list that it is given, and its ballot")
  void settledByThisOne() {
    VoteRecord.Ballot ballot = new VoteRecord.Ballot(3, Optional.of("d"));
    VoteRecord kept = new VoteRecord(ballot, OTHERS, MachineDriver.PROMISE, 7, 99);

    MachineDriver a = founder(Activation.WHEN_EXCLUSIVE, Optional.of(kept), "a", "b", "c");

    VoteRecord now = a.durable().orElseThrow();
    assertEquals(listOf("a", "b", "c"), now.configuration());
    assertEquals(ballot, now.ballot());
    assertEquals(MachineDriver.PROMISE, now.longestPromiseNanos());
    assertEquals(99, now.identity());
  }

  @Test
  @DisplayName("a list on record that was confirmed is not given up")
  void confirmedListStays() {
    Configuration confirmed = OTHERS.withId(MachineDriver.FOUNDED);
    VoteRecord kept = new VoteRecord(VoteRecord.Ballot.NONE, confirmed, 0, 7, 99);

    MachineDriver a = founder(Activation.WHEN_EXCLUSIVE, Optional.of(kept), "a", "b", "c");

    assertEquals(confirmed, a.configuration());
  }

  // ---- afterwards

  @Test
  @DisplayName("it is over when a quorum has confirmed: another list then disturbs nobody")
  void disturbsNobodyAfterwards() {
    MachineDriver a = founder("a", "b", "c").elect("c");
    a.grantPreVote("b");
    a.acknowledge("c");

    PeerReply reply = a.request(new PreVoteRequest(a.header("b", 0), 1, OTHERS));

    assertEquals(Verdict.FOUNDERS_DIFFER, reply.header().verdict());
    assertTrue(a.isActive());
    assertEquals(2, a.configurationId().version());
    assertEquals(1, warnings(a).size());
  }

  @Test
  @DisplayName("it is over for a follower when it is told a later version")
  void overForAFollower() {
    MachineDriver b = founder("b", "a", "c");
    preVote(b, "c", OTHERS);
    Configuration confirmed = b.configuration().withId(MachineDriver.FOUNDED);

    PeerReply reply =
        b.request(
            new Heartbeat(b.header("a", 1), 1_000_000, confirmed.id(), Optional.of(confirmed)));

    assertTrue(reply.granted());
    assertEquals(List.of(), b.view().cluster().otherFounders());
  }

  @Test
  @DisplayName("a cluster of one writes the later version though there is nobody to record")
  void clusterOfOne() {
    MachineDriver a = founder("a").pass(1);

    assertTrue(a.isActive());
    assertEquals(2, a.configurationId().version());
  }

  // ---- listening

  @Test
  @DisplayName("a founder listens for two heartbeats before it votes for the first time")
  void listensFirst() {
    MachineDriver a = founder("a", "b", "c").pass(2 * MachineDriver.HEARTBEAT - 1);
    Verdict before = preVote(a, "b", a.configuration());

    a.pass(1);

    assertEquals(Verdict.UNAVAILABLE, before);
    assertEquals(Verdict.GRANTED, preVote(a, "b", a.configuration()));
  }

  @Test
  @DisplayName("the word of an earlier process does not count against its successor")
  void earlierProcess() {
    MachineDriver a = founder("a", "b", "c").untilPreCandidate();
    PreVoteRequest asked = a.lastCall("b", PreVoteRequest.class);
    a.request(
        new PreVoteRequest(new RequestHeader(new Sender("b", 5, 1), 0, 1), 1, a.configuration()),
        new Input.Caller("b:1", true));

    Hints hints = new Hints(Optional.empty(), Optional.of(OTHERS), Optional.empty());
    a.reply(
        asked,
        new PeerReply.PreVoteReply(
            new ReplyHeader(
                new Sender("b", 4, 1), 0, asked.header().round(), Verdict.FOUNDERS_DIFFER, hints)));

    assertEquals(List.of(), warnings(a));
  }

  @Test
  @DisplayName("who belongs to a founded cluster is believed, though it does not tell its start")
  void startUntold() {
    MachineDriver a = founder("a", "b", "c").untilPreCandidate();
    PreVoteRequest asked = a.lastCall("b", PreVoteRequest.class);
    a.request(
        new PreVoteRequest(new RequestHeader(new Sender("b", 5, 1), 0, 1), 1, a.configuration()),
        new Input.Caller("b:1", true));

    Configuration founded = OTHERS.withId(new ConfigurationId(1, 2));
    Hints hints = new Hints(Optional.empty(), Optional.of(founded), Optional.empty());
    a.reply(
        asked,
        new PeerReply.PreVoteReply(
            new ReplyHeader(
                new Sender("b", 0, 0), 1, asked.header().round(), Verdict.FOUNDERS_DIFFER, hints)));
    a.grantPreVote("c");

    assertEquals(1, warnings(a).size());
    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName("the identities of state directories are told to nobody with another list")
  void tellsNoIdentity() {
    Configuration confirmed =
        listOf("a", "b", "c").withId(MachineDriver.FOUNDED).mapMembers(m -> m.withIdentity(41));
    MachineDriver a =
        founder(
            Activation.WHEN_EXCLUSIVE,
            Optional.of(new VoteRecord(VoteRecord.Ballot.NONE, confirmed, 0, 7, 41)),
            "a",
            "b",
            "c");

    PeerReply reply = a.request(new PreVoteRequest(a.header("b", 0), 1, OTHERS));

    Configuration shown = reply.header().hints().configuration().orElseThrow();
    assertTrue(shown.members().stream().noneMatch(member -> member.isIdentified()));
  }

  @Test
  @DisplayName("requests that show no list say nothing about one")
  void requestsWithoutAList() {
    MachineDriver a = founder("a", "b", "c").elect("b");
    PeerRequest beat =
        new Heartbeat(a.header("c", 0), 1_000_000, a.configurationId(), Optional.empty());

    a.request(beat);

    assertFalse(a.isActive());
  }
}
