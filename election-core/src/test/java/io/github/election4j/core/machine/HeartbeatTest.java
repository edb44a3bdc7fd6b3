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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Heartbeats: Raft 5.2; design, sections 3 and 5. */
class HeartbeatTest {

  @Test
  @DisplayName(
      "Raft 5.2: \"Leaders send periodic heartbeats ... to all followers in order to maintain their"
          + " authority.\"")
  void periodic() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    for (int round = 0; round < 10; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      assertEquals(List.of("b", "c"), a.asked(PeerRequest.Heartbeat.class));
      a.acknowledge("b");
    }
  }

  @Test
  @DisplayName("Raft 5.2: a leader sends no heartbeat before the interval is over")
  void notMoreOften() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    a.pass(MachineDriver.HEARTBEAT);
    long round = a.lastCall("b", PeerRequest.Heartbeat.class).header().round();

    a.pass(MachineDriver.HEARTBEAT - 1);
    a.acknowledge("b");
    a.acknowledge("c");

    assertEquals(round, a.lastCall("b", PeerRequest.Heartbeat.class).header().round());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"A server remains in follower state as long as it receives valid RPCs from a"
          + " leader\"")
  void followersStay() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    for (int beat = 0; beat < 100; beat++) {
      assertTrue(a.heartbeat("b", 1).granted());
      a.pass(MachineDriver.MIN_ELECTION - 1);
    }

    assertEquals(Role.FOLLOWER, a.role());
    assertTrue(a.events(ElectionEvent.RoleChanged.class).isEmpty());
  }

  @Test
  @DisplayName("Raft 5.1: \"Followers are passive: they issue no requests on their own\"")
  void followersArePassive() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    for (int beat = 0; beat < 20; beat++) {
      a.heartbeat("b", 1);
      a.pass(MachineDriver.HEARTBEAT);
      assertTrue(a.every(Effect.Call.class).isEmpty());
    }
  }

  @Test
  @DisplayName("Raft 5.1: a heartbeat of a lower term is rejected and keeps nobody quiet")
  void lowerTermKeepsNobodyQuiet() {
    MachineDriver a = MachineDriver.following(5, "a", "b", "c");

    for (int beat = 0; beat < 40; beat++) {
      assertEquals(Verdict.STALE_TERM, a.heartbeat("c", 4).header().verdict());
      a.pass(10);
    }

    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 3: a follower says once who leads, and once that nobody is known any more")
  void leaderIsAnnounced() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    a.heartbeat("b", 1);
    a.heartbeat("b", 1);
    a.pass(MachineDriver.MAX_ELECTION);

    List<Optional<String>> leaders =
        a.events(ElectionEvent.LeaderElected.class).stream()
            .map(event -> event.leader().map(leader -> leader.id()))
            .toList();
    assertEquals(List.of(Optional.of("b"), Optional.empty()), leaders);
  }

  @Test
  @DisplayName("Design 5: \"A new leader first writes the configuration again under its own term\"")
  void configurationIsWrittenAgain() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    List<String> members = List.copyOf(a.configuration().voters());

    a.grantVote("b", 0);

    assertEquals(1, a.configurationId().term());
    assertEquals(members, List.copyOf(a.configuration().voters()));
    assertEquals(
        a.configuration(), a.every(Effect.Persist.class).getFirst().record().configuration());
    assertEquals(0, a.position(Effect.Persist.class));
  }

  @Test
  @DisplayName(
      "Design 5: a configuration is \"carried by heartbeats, installed when newer\", until it is"
          + " confirmed")
  void carriesConfigurationUntilConfirmed() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    PeerRequest.Heartbeat first = a.lastCall("b", PeerRequest.Heartbeat.class);
    Configuration written = a.configuration();

    a.acknowledge("b");
    a.acknowledge("b");
    a.pass(MachineDriver.HEARTBEAT);

    assertEquals(Optional.of(written), first.configuration());
    assertEquals(Optional.empty(), a.lastCall("b", PeerRequest.Heartbeat.class).configuration());
    assertEquals(
        Optional.of(a.configuration()),
        a.lastCall("c", PeerRequest.Heartbeat.class).configuration());
  }

  @Test
  @DisplayName("Design 5: what a heartbeat's answer confirms is durable before the answer")
  void confirmationIsDurable() {
    MachineDriver b = MachineDriver.of("b", "a", "c");
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    PeerReply reply = b.request(a.lastCall("b", PeerRequest.Heartbeat.class));

    assertEquals(a.configurationId(), ((PeerReply.HeartbeatReply) reply).configurationId());
    assertEquals(a.configuration(), b.durable().orElseThrow().configuration());
    assertTrue(b.position(Effect.Persist.class) < b.position(Effect.Respond.class));
  }

  @Test
  @DisplayName("Design 3 rule 1: \"A lower term: answer with ours, change nothing\", a leader too")
  void leaderDoesNotFollowOlderTerm() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    PeerReply reply =
        a.request(
            new PeerRequest.Heartbeat(
                a.header("b", 0), 1_000_000, new ConfigurationId(0, 1), Optional.empty()));

    assertEquals(Verdict.STALE_TERM, reply.header().verdict());
    assertEquals("a", reply.header().hints().leader().orElseThrow().id());
    assertTrue(a.isActive());
    assertFalse(reply.granted());
  }

  private static PeerRequest.Heartbeat heartbeatOf(MachineDriver a, RequestHeader header) {
    return new PeerRequest.Heartbeat(
        header,
        MachineDriver.PROMISE * MachineDriver.MILLISECOND,
        a.configurationId(),
        Optional.empty());
  }

  @Test
  @DisplayName("Design 3 rule 10: the last heartbeat of a dead leader keeps it alive no longer")
  void sentAgainForEver() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    PeerRequest.Heartbeat last = heartbeatOf(a, a.header("b", 1));
    assertTrue(a.request(last).granted());

    a.untilPreCandidate();
    for (int again = 0; again < 20; again++) {
      assertEquals(Verdict.ALREADY_HEARD, a.request(last).header().verdict());
      a.pass(10);
    }

    assertEquals(Role.PRE_CANDIDATE, a.role());
    assertEquals(Optional.empty(), a.view().leader());
  }

  @Test
  @DisplayName("Design 3 rule 10: one that was overtaken on its way changes nothing")
  void overtaken() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    PeerRequest.Heartbeat earlier = heartbeatOf(a, a.header("b", 1));
    a.heartbeat("b", 1);
    NodeView before = a.view();

    PeerReply reply = a.request(earlier);

    assertEquals(Verdict.ALREADY_HEARD, reply.header().verdict());
    assertEquals(earlier.header().round(), reply.header().round());
    assertEquals(before, a.view());
    assertEquals(List.of(), a.every(Effect.Persist.class));
    assertTrue(a.heartbeat("b", 1).granted());
  }

  @Test
  @DisplayName(
      "Design 3 rule 10: each start of a leader, and each leader, counts from its own first")
  void countedFromTheFirst() {
    MachineDriver a = MachineDriver.of("a", "b", "c").identified("a", "b", "c");
    a.request(heartbeatOf(a, new RequestHeader(a.peer("b"), 1, 900)));
    a.pass(MachineDriver.MIN_ELECTION);
    Sender later = new Sender("b", 2, a.peer("b").identity());

    assertTrue(a.request(heartbeatOf(a, new RequestHeader(later, 2, 1))).granted());
    assertTrue(a.request(heartbeatOf(a, new RequestHeader(a.peer("c"), 3, 1))).granted());
  }

  @Test
  @DisplayName("Design 3 rule 10: a leader makes nothing of it that one was heard before")
  void leaderMindsNoRepetition() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");
    for (int beat = 0; beat < 10; beat++) {
      a.pass(MachineDriver.HEARTBEAT);
      PeerRequest.Heartbeat sent = a.lastCall("b", PeerRequest.Heartbeat.class);
      a.acknowledge("b", sent);
      NodeView before = a.view();
      a.refuse("b", sent, Verdict.ALREADY_HEARD, a.term());
      assertEquals(before, a.view());
    }
    assertTrue(a.isActive());
  }
}
