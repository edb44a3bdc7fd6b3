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
import io.github.election4j.wire.WireLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What no member says that keeps the rules: design, section 3 rule 8. */
class PlausibilityTest {

  private static final long ERA = 1L << 40;

  private static List<PeerRequest> requests(MachineDriver a, Sender sender, long term) {
    RequestHeader header = new RequestHeader(sender, term, 1);
    Configuration configuration = a.configuration();
    long promise = MachineDriver.PROMISE * MachineDriver.MILLISECOND;
    return List.of(
        new PeerRequest.PreVoteRequest(
            header, Math.min(term + 1, WireLimits.MAX_TERM), configuration),
        new PeerRequest.VoteRequest(header, configuration, promise, Optional.empty()),
        new PeerRequest.Heartbeat(header, promise, configuration.id(), Optional.empty()),
        new PeerRequest.TimeoutNow(
            header, new PeerRequest.Release(sender.id(), term), Optional.empty()));
  }

  private static void assertRefused(MachineDriver a, PeerRequest request) {
    NodeView before = a.view();
    Optional<VoteRecord> onDisk = a.durable();
    PeerReply reply = a.request(request);
    assertEquals(Verdict.IMPLAUSIBLE, reply.header().verdict(), request::toString);
    assertEquals(before, a.view());
    assertEquals(onDisk, a.durable());
  }

  private static List<String> warnings(MachineDriver a) {
    return a.events(ElectionEvent.Warning.class).stream()
        .map(ElectionEvent.Warning::message)
        .toList();
  }

  @Test
  @DisplayName(
      "A term that no cluster reaches is refused by whatever it is told, and changes nothing")
  void absurdTerm() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    for (long term : List.of(WireLimits.MAX_TERM, ERA - 1, ERA, 2_000_000L)) {
      requests(a, a.peer("b"), term).forEach(request -> assertRefused(a, request));
    }
    assertEquals(1, warnings(a).size());
    assertTrue(warnings(a).getFirst().startsWith("member 'b' said"), warnings(a)::toString);
    assertEquals(Verdict.GRANTED, a.heartbeat("b", 1).header().verdict());
  }

  @Test
  @DisplayName("A message takes away a millionth of the terms that are left, and no more")
  void aMillionth() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    long highest = ERA / 1_000_000;
    assertRefused(a, requests(a, a.peer("b"), highest + 1).get(2));
    assertTrue(a.heartbeat("b", highest).granted());
    assertEquals(highest, a.term());
  }

  @Test
  @DisplayName("A reply with an absurd term deposes nobody, and nobody campaigns above it")
  void absurdTermInAReply() {
    MachineDriver leader = MachineDriver.confirmed("a", "b", "c");
    leader.pass(MachineDriver.HEARTBEAT);
    leader.refuse(
        "b", leader.lastCall("b", PeerRequest.Heartbeat.class), Verdict.STALE_TERM, ERA - 1);
    assertEquals(Role.LEADER, leader.role());

    MachineDriver asking = MachineDriver.of("a", "b", "c").untilPreCandidate();
    asking.refuse(
        "b",
        asking.lastCall("b", PeerRequest.PreVoteRequest.class),
        Verdict.TERM_NOT_NEWER,
        WireLimits.MAX_TERM);
    asking.grantPreVote("c");
    assertEquals(1, asking.term());
  }

  @Test
  @DisplayName("Another era is refused, the older one too; only a node that joins follows it")
  void anotherEra() {
    MachineDriver recovered = MachineDriver.restarted(ERA + 3, Optional.empty(), "a", "b", "c");
    requests(recovered, recovered.peer("b"), 2 * ERA + 3)
        .forEach(request -> assertRefused(recovered, request));
    requests(recovered, recovered.peer("b"), 3)
        .forEach(request -> assertRefused(recovered, request));

    MachineDriver joining =
        MachineDriver.of(
            List.of(Member.of("d", "d:1")),
            MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1),
            Optional.of(new VoteRecord(VoteRecord.Ballot.NONE, Configuration.NONE, 0, 0, 5)));
    Configuration theirs =
        Members.founding(MachineDriver.membersOf("a", "b", "d"))
            .withId(new ConfigurationId(ERA + 3, 4));
    PeerReply reply =
        joining.request(
            new PeerRequest.Heartbeat(
                joining.header("a", ERA + 3), 1_000_000, theirs.id(), Optional.of(theirs)));
    assertTrue(reply.granted());
    assertEquals(ERA + 3, joining.term());
  }

  @Test
  @DisplayName("The last term of an era is neither followed nor begun, and an operator is told")
  void lastTerm() {
    MachineDriver last = MachineDriver.restarted(ERA - 2, Optional.empty(), "a", "b", "c");
    requests(last, last.peer("b"), ERA - 1).forEach(request -> assertRefused(last, request));
    last.pass(20 * MachineDriver.MAX_ELECTION);
    assertEquals(Role.FOLLOWER, last.role());
    assertEquals(ERA - 2, last.term());
    assertTrue(warnings(last).getLast().contains("'election recover'"), warnings(last)::toString);

    MachineDriver spoiled =
        MachineDriver.restarted(WireLimits.MAX_TERM, Optional.empty(), "a").pass(1_000);
    assertEquals(Role.FOLLOWER, spoiled.role());
    assertEquals(WireLimits.MAX_TERM, spoiled.term());
  }

  @Test
  @DisplayName(
      "A vote that says of an hour's promise to somebody else is none: a winner would wait for it")
  void longRemainingPromise() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    a.grantVote("b", 3_600_000);
    assertEquals(Role.CANDIDATE, a.role());
    a.grantVote("c", 0);
    assertEquals(Role.LEADER, a.role());
  }

  @Test
  @DisplayName("A promise is at most twice the longest election timeout of who makes it")
  void longPromise() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    long longest = 2 * MachineDriver.MAX_ELECTION;
    RequestHeader header = a.header("b", 1);
    long tooLong = (longest + 1) * MachineDriver.MILLISECOND;
    assertRefused(
        a, new PeerRequest.Heartbeat(header, tooLong, a.configurationId(), Optional.empty()));
    assertRefused(
        a,
        new PeerRequest.VoteRequest(
            a.header("b", 2), a.configuration(), tooLong, Optional.empty()));
    assertTrue(a.heartbeat("b", 1, longest).granted());
  }

  @Test
  @DisplayName("Nobody holds a configuration of a term that it has not reached")
  void configurationAhead() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    Configuration ahead = a.configuration().withId(new ConfigurationId(9, 4));
    assertRefused(a, new PeerRequest.PreVoteRequest(a.header("b", 8), 9, ahead));
    assertRefused(
        a, new PeerRequest.VoteRequest(a.header("b", 8), ahead, 1_000_000, Optional.empty()));
    assertRefused(
        a, new PeerRequest.Heartbeat(a.header("b", 8), 1_000_000, ahead.id(), Optional.of(ahead)));
  }

  @Test
  @DisplayName("Starts are counted: a number that no restarts explain is refused, and forgotten")
  void absurdIncarnation() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    for (long incarnation : List.of(Long.MAX_VALUE, 1L << 42)) {
      Sender absurd = new Sender("b", incarnation, a.peer("b").identity());
      requests(a, absurd, 1).forEach(request -> assertRefused(a, request));
    }
    assertTrue(a.heartbeat("b", 1).granted());
  }

  @Test
  @DisplayName("A node that started from nothing does not outbid a number that no restarts explain")
  void absurdHint() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    long own = a.machine().sender().incarnation();
    PeerRequest request = a.lastCall("b", PeerRequest.PreVoteRequest.class);
    a.reply(
        request,
        new PeerReply.PreVoteReply(
            new ReplyHeader(
                a.peer("b"),
                0,
                request.header().round(),
                Verdict.STALE_INCARNATION,
                new Hints(Optional.empty(), Optional.empty(), Optional.of(Long.MAX_VALUE)))));
    assertEquals(own, a.machine().sender().incarnation());
    assertFalse(a.role() == Role.FAILED);
  }
}
