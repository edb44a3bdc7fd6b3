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
import io.github.election4j.core.machine.Effect.MembersOutcome;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.ConfigurationMember;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Design, section 5: members come and go, one voter at a step, each step confirmed by a quorum. */
class MembershipTest {

  private static MachineDriver activeLeader() {
    MachineDriver a = MachineDriver.of("a", "b", "c").elect("b");
    a.acknowledge("b");
    a.acknowledge("c");
    return a;
  }

  private static void propose(MachineDriver a, String... ids) {
    a.step(new Input.MembersProposed(MachineDriver.membersOf(ids)));
  }

  @Test
  @DisplayName("Section 5: a new leader first writes the configuration again under its own term")
  void writtenAgain() {
    MachineDriver a = MachineDriver.of("a", "b", "c").elect("b");
    assertEquals(new ConfigurationId(1, 2), a.configurationId());
  }

  @Test
  @DisplayName("Section 5: the identity that a member first confirmed with is recorded")
  void identityRecorded() {
    MachineDriver a = activeLeader();
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    a.acknowledge("c");
    a.pass(MachineDriver.HEARTBEAT);
    assertEquals("b".hashCode(), a.configuration().member("b").orElseThrow().identity());
    assertEquals("c".hashCode(), a.configuration().member("c").orElseThrow().identity());
  }

  @Test
  @DisplayName("Section 5: a newcomer listens first, and votes when it has answered")
  void newcomerListensFirst() {
    MachineDriver a = activeLeader();
    propose(a, "a", "b", "c", "d");
    settle(a, 3, "b", "c");
    assertTrue(a.configuration().names("d"));
    assertFalse(a.configuration().isVoter("d"));
    settle(a, 4, "b", "c", "d");
    assertTrue(a.configuration().isVoter("d"));
    assertTrue(a.isActive());
  }

  @Test
  @DisplayName("Section 5: the leader is told of each confirmed step and of the end")
  void progressIsTold() {
    MachineDriver a = activeLeader();
    propose(a, "a", "b");
    settle(a, 3, "b", "c");
    assertEquals(List.of("a", "b"), List.copyOf(a.configuration().voters()));
    assertTrue(
        a.effects(Effect.MembersProgress.class).stream()
            .anyMatch(progress -> progress.outcome() == MembersOutcome.DONE));
  }

  @Test
  @DisplayName("Each configuration of a change is announced as confirmed, and no one twice")
  void confirmedOnceEach() {
    MachineDriver a = activeLeader();
    int writtenBefore = a.events(ElectionEvent.MembersChanged.class).size();
    propose(a, "a", "b", "d");
    settle(a, 6, "b", "c", "d");
    assertEquals(List.of("a", "b", "d"), List.copyOf(a.configuration().voters()));
    List<String> confirmed =
        a.events(ElectionEvent.MembersConfirmed.class).stream()
            .map(ElectionEvent.MembersConfirmed::configurationId)
            .toList();
    List<String> written =
        a.events(ElectionEvent.MembersChanged.class).stream()
            .skip(writtenBefore)
            .map(ElectionEvent.MembersChanged::configurationId)
            .toList();
    assertEquals(written, confirmed);
    assertEquals(
        confirmed.size(),
        a.effects(Effect.MembersProgress.class).stream()
            .filter(progress -> progress.outcome() == MembersOutcome.STEP_CONFIRMED)
            .count());
  }

  @Test
  @DisplayName("Another address of a member is one step, which changes no voter and is confirmed")
  void anotherAddress() {
    MachineDriver a = activeLeader();
    settle(a, 2, "b", "c");
    ConfigurationId before = a.configurationId();
    a.step(
        new Input.MembersProposed(
            List.of(Member.of("a", "a:1"), Member.of("b", "b:1"), Member.of("c", "c:2"))));
    assertEquals(new ConfigurationId(before.term(), before.version() + 1), a.configurationId());
    assertEquals("c:2", a.configuration().member("c").orElseThrow().address());
    assertEquals("c".hashCode(), a.configuration().member("c").orElseThrow().identity());
    a.acknowledge("b");
    assertEquals(
        List.of(a.configurationId().toString()),
        a.events(ElectionEvent.MembersConfirmed.class).stream()
            .map(ElectionEvent.MembersConfirmed::configurationId)
            .toList());
    assertEquals(MembersOutcome.DONE, a.effects(Effect.MembersProgress.class).getLast().outcome());
  }

  @Test
  @DisplayName("A priority that was asked for stays, also that of a founder that confirms later")
  void priorityOfASilentFounder() {
    MachineDriver a = MachineDriver.of("a", "b", "c").elect("b");
    a.acknowledge("b");
    a.step(new Input.MembersProposed(MachineDriver.membersOf("a", "b", "c:9")));
    settle(a, 3, "b");
    assertEquals(MembersOutcome.DONE, a.effects(Effect.MembersProgress.class).getLast().outcome());
    settle(a, 3, "b", "c");
    assertTrue(a.configuration().member("c").orElseThrow().isIdentified());
    assertEquals(9, a.configuration().member("c").orElseThrow().priority());
  }

  @Test
  @DisplayName("Section 5: a leader removes itself last, by handing over first")
  void leaderLeavesLast() {
    MachineDriver a = activeLeader();
    propose(a, "b", "c");
    settle(a, 4, "b", "c");
    a.step(new Input.TasksEnded(a.term()));
    PeerRequest.TimeoutNow consent = a.lastCall("b", PeerRequest.TimeoutNow.class);
    assertEquals(
        List.of("b", "c"),
        consent.unfinished().orElseThrow().stream().map(member -> member.id()).toList());
    assertTrue(a.configuration().isVoter("a"));

    a.reply(consent, new PeerReply.TimeoutNowReply(a.answerHeader("b", consent, Verdict.GRANTED)));
    Effect.MembersProgress left = a.effects(Effect.MembersProgress.class).getLast();
    assertEquals(MembersOutcome.LEFT_TO_SUCCESSOR, left.outcome());
    assertEquals(Optional.of("b"), left.successor());
    assertEquals(
        List.of(Effect.HandOverOutcome.RELEASED),
        a.effects(Effect.HandOverEnded.class).stream().map(Effect.HandOverEnded::outcome).toList());
  }

  @Test
  @DisplayName("Wanted members that break a rule are refused, and nothing is changed")
  void refused() {
    MachineDriver a = activeLeader();
    ConfigurationId before = a.configurationId();
    a.step(new Input.MembersProposed(List.of(Member.of("a", "a:1").withPriority(0))));
    assertEquals(
        MembersOutcome.REFUSED, a.effects(Effect.MembersProgress.class).getLast().outcome());
    assertEquals(before, a.configurationId());
  }

  @ParameterizedTest
  @MethodSource("unusable")
  @DisplayName("Members that no configuration can hold are refused, and the leader leads on")
  void unusableMembers(List<Member> wanted, String reason) {
    MachineDriver a = activeLeader();
    ConfigurationId before = a.configurationId();
    a.step(new Input.MembersProposed(wanted));
    assertEquals(Role.LEADER, a.role());
    Effect.MembersProgress answer = a.effects(Effect.MembersProgress.class).getLast();
    assertEquals(MembersOutcome.REFUSED, answer.outcome());
    assertTrue(answer.detail().contains(reason), answer::detail);
    assertEquals(before, a.configurationId());
  }

  static Stream<Arguments> unusable() {
    Member a = Member.of("a", "a:1");
    return Stream.of(
        Arguments.of(List.of(a, a), "member id is 'a'; expected to occur once"),
        Arguments.of(
            List.of(a, Member.of("b", "a:1")),
            "is 'a:1'; expected another than that of member 'a'"),
        Arguments.of(List.of(a, Member.of("", "b:1")), "member id"),
        Arguments.of(List.of(a, Member.of("b c", "b:1")), "member id"),
        Arguments.of(List.of(a, Member.of("b".repeat(129), "b:1")), "member id"),
        Arguments.of(List.of(a, Member.of("b", "")), "member 'b' "),
        Arguments.of(List.of(a, Member.of("b", "b".repeat(1_000))), "member 'b' "),
        Arguments.of(List.of(a, Member.of("b", "\ud800")), "member 'b' "),
        Arguments.of(List.of(a, Member.of("b", "b:1").withPriority(-1)), "member 'b' "),
        Arguments.of(List.of(a, Member.of("b", "b:1").withPriority(1_000_001)), "member 'b' "),
        Arguments.of(List.of(a.asObserver()), "expected at least one voter"),
        Arguments.of(
            Stream.concat(
                    Stream.of(a),
                    IntStream.range(0, 255).mapToObj(n -> Member.of("n" + n, "h:" + (n + 1))))
                .toList(),
            "number of members is 256"));
  }

  private static void settle(MachineDriver a, int rounds, String... peers) {
    for (int round = 0; round < rounds; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      for (String peer : peers) {
        a.acknowledge(peer);
      }
    }
  }

  @Test
  @DisplayName("The leader's own priority is changed last, in a step of its own")
  void ownPriority() {
    MachineDriver a = activeLeader();
    settle(a, 2, "b", "c");
    propose(a, "a:3", "b:2", "c");
    assertEquals(2, a.configuration().member("b").orElseThrow().priority());
    assertEquals(1, a.configuration().member("a").orElseThrow().priority());
    settle(a, 2, "b", "c");
    assertEquals(
        List.of(3, 2, 1),
        a.configuration().members().stream().map(ConfigurationMember::priority).toList());
    assertEquals(
        List.of(MembersOutcome.STEP_CONFIRMED, MembersOutcome.STEP_CONFIRMED, MembersOutcome.DONE),
        a.effects(Effect.MembersProgress.class).stream()
            .map(Effect.MembersProgress::outcome)
            .toList());
  }

  @Test
  @DisplayName("A voter that is to become an observer stays a member, and votes no more")
  void voterBecomesObserver() {
    MachineDriver a = activeLeader();
    settle(a, 2, "b", "c");
    propose(a, "a", "b", "c:observer");
    settle(a, 2, "b", "c");
    assertTrue(a.configuration().names("c"));
    assertFalse(a.configuration().isVoter("c"));
    assertTrue(a.configuration().isVoter("b"));
  }

  @Test
  @DisplayName("Section 5: a wiped member is told the configuration again, so that it learns it")
  void wipedMemberIsTold() {
    MachineDriver a = activeLeader();
    settle(a, 2, "b", "c");
    a.pass(MachineDriver.HEARTBEAT);
    PeerRequest.Heartbeat before = a.lastCall("c", PeerRequest.Heartbeat.class);
    assertTrue(before.configuration().isEmpty());
    Sender wiped = new Sender("c", 2, 4711);
    a.reply(
        before,
        new PeerReply.HeartbeatReply(
            new ReplyHeader(
                wiped, a.term(), before.header().round(), Verdict.GRANTED, ReplyHeader.Hints.NONE),
            MachineDriver.FOUNDED));
    a.acknowledge("b");
    a.pass(MachineDriver.HEARTBEAT);
    assertTrue(a.lastCall("c", PeerRequest.Heartbeat.class).configuration().isPresent());
    assertEquals(1, a.events(ElectionEvent.Warning.class).size());
  }

  @Test
  @DisplayName(
      "Section 5: what an earlier disk says late takes nothing back that the present one said")
  void earlierDiskSpeaksLate() {
    // Seed 1795636405160156: a leader forgot what a voter had answered, and lost its lease.
    MachineDriver a = activeLeader();
    settle(a, 2, "b", "c");
    a.pass(MachineDriver.HEARTBEAT);
    PeerRequest.Heartbeat before = a.lastCall("c", PeerRequest.Heartbeat.class);
    a.acknowledge("b");
    a.acknowledge("c");
    a.pass(MachineDriver.HEARTBEAT);
    a.acknowledge("b");
    a.acknowledge("c");
    Sender earlier = new Sender("c", 1, 4711);
    a.reply(
        before,
        new PeerReply.HeartbeatReply(
            new ReplyHeader(
                earlier,
                a.term(),
                before.header().round(),
                Verdict.UNAVAILABLE,
                ReplyHeader.Hints.NONE),
            MachineDriver.FOUNDED));
    a.pass(MachineDriver.HEARTBEAT);
    assertTrue(a.lastCall("c", PeerRequest.Heartbeat.class).configuration().isEmpty());
  }

  @Test
  @DisplayName("Section 5: a member whose disk was wiped does not vote, and says what to do")
  void wipedMemberWarns() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.request(
        new PeerRequest.Heartbeat(
            a.header("b", 1),
            MachineDriver.PROMISE * MachineDriver.MILLISECOND,
            new ConfigurationId(1, 2),
            Optional.of(
                a.configuration()
                    .withId(new ConfigurationId(1, 2))
                    .mapMembers(
                        member ->
                            member.withIdentity(
                                member.id().equals("a") ? 4711 : member.id().hashCode())))));
    assertEquals(Role.OBSERVER, a.role());
    assertTrue(
        a.events(ElectionEvent.Warning.class).getFirst().message().contains("under a new id"));
    assertFalse(a.askVote("c", 9).granted());
  }

  @Test
  @DisplayName("An observer forgets a leader that is silent for longer than an election timeout")
  void observerForgets() {
    MachineDriver a =
        MachineDriver.of(
            List.of(Member.of("a", "a:1").asObserver(), Member.of("b", "b:1")),
            MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1),
            Optional.empty());
    a.heartbeat("b", 1);
    assertTrue(a.view().leader().isPresent());
    a.pass(2 * MachineDriver.MAX_ELECTION);
    assertTrue(a.view().leader().isEmpty());
    assertEquals(Role.OBSERVER, a.role());
  }
}
