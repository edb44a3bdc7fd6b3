/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Activation;
import io.github.election4j.Role;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Founders that were given no list: design, section 5 rule 16. */
@DisplayName("While founders find one another")
class GatheringTest {

  private static final Configuration OURS = listOf("a", "b", "c");
  private static final Configuration OTHERS = listOf("a", "b", "d");

  private static Configuration listOf(String... ids) {
    return Members.gathered(MachineDriver.membersOf(ids));
  }

  private static MachineDriver looking(Optional<VoteRecord> record, Configuration given) {
    return new MachineDriver(
        MachineDriver.membersOf("a", "b", "c", "d"),
        given,
        MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1),
        record);
  }

  private static MachineDriver looking() {
    return looking(Optional.empty(), Configuration.NONE);
  }

  private static MachineDriver found(MachineDriver machine, String... ids) {
    machine.step(new Input.FoundersGathered(MachineDriver.membersOf(ids)));
    return machine;
  }

  private static Configuration begun(Configuration list, long term) {
    return list.withId(new ConfigurationId(term, 1));
  }

  private static PeerReply preVote(MachineDriver asked, String from, Configuration list) {
    return asked.request(new PreVoteRequest(asked.header(from, 0), 1, list));
  }

  private static PeerReply heartbeat(MachineDriver asked, String from, Configuration list) {
    return asked.request(
        new Heartbeat(
            asked.header(from, list.id().term()), 1_000_000, list.id(), Optional.of(list)));
  }

  @Test
  @DisplayName("a list that was gathered is another one than a list that was given")
  void anotherOrigin() {
    long given = Members.founding(MachineDriver.membersOf("a", "b", "c")).origin();

    assertFalse(given == OURS.origin());
    assertTrue(Founding.isGathered(OURS));
  }

  @Test
  @DisplayName("a list may be replaced until it is begun")
  void replaced() {
    MachineDriver a = found(found(looking(), "a", "b", "d"), "a", "b", "c");
    Configuration before = a.configuration();

    heartbeat(a, "b", begun(OURS, 1));
    found(a, "a", "b", "d");

    assertEquals(OURS, before);
    assertEquals(begun(OURS, 1), a.configuration());
  }

  @Test
  @DisplayName("who is not on the list joins")
  void joins() {
    MachineDriver a = found(looking(), "a", "b", "c");

    found(a, "b", "c", "d");

    assertEquals(Configuration.NONE, a.configuration());
    assertEquals(Role.OBSERVER, a.role());
  }

  @Test
  @DisplayName("nobody campaigns before all on the list have shown it")
  void noCandidateBefore() {
    MachineDriver a = found(looking(), "a", "b", "c").untilPreCandidate();

    a.grantPreVote("b");
    Role before = a.role();
    a.grantPreVote("c");

    assertEquals(Role.PRE_CANDIDATE, before);
    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName("who has shown the list must show it again when all are asked anew")
  void showItAgain() {
    MachineDriver a = found(looking(), "a", "b", "c").untilPreCandidate();
    a.grantPreVote("c");
    a.pass(2 * MachineDriver.MAX_ELECTION);

    a.grantPreVote("b");
    Role before = a.role();
    a.refuse("c", a.lastCall("c", PreVoteRequest.class), Verdict.LEADER_ALIVE, 0);

    assertEquals(Role.PRE_CANDIDATE, before);
    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName("a winner is active only when all on the list keep it, however long that takes")
  void activeWhenAllKeepIt() {
    MachineDriver a = found(looking(), "a", "b", "c").untilPreCandidate();
    a.grantPreVote("b");
    a.grantPreVote("c");
    a.grantVote("b", 0);
    for (int beats = 0; beats < 40; beats++) {
      a.acknowledge("b");
      a.pass(MachineDriver.HEARTBEAT);
    }
    boolean before = a.isActive();

    a.acknowledge("c");

    assertEquals(Role.LEADER, a.role());
    assertFalse(before);
    assertTrue(a.isActive());
    assertEquals(2, a.configurationId().version());
  }

  @Test
  @DisplayName("two who have found others keep nobody aside")
  void nobodyAside() {
    MachineDriver a = found(looking(), "a", "b", "c").pass(MachineDriver.MIN_ELECTION / 2 + 25);

    Verdict differs = preVote(a, "b", OTHERS).header().verdict();

    assertEquals(Verdict.FOUNDERS_DIFFER, differs);
    assertEquals(Verdict.GRANTED, preVote(a, "c", OURS).header().verdict());
    assertEquals("b", a.view().cluster().otherFounders().getFirst().member());
  }

  @Test
  @DisplayName("a list that is not begun is given up for one that is, for good")
  void yields() {
    MachineDriver a = found(looking(), "a", "b", "c");

    PeerReply reply = heartbeat(a, "d", begun(OTHERS, 1));
    MachineDriver late = found(looking(), "a", "b", "c");
    preVote(late, "b", begun(listOf("b", "c", "d"), 1));
    found(late, "a", "b", "c");

    assertTrue(reply.granted());
    assertEquals(begun(OTHERS, 1), a.configuration());
    assertEquals(Configuration.NONE, late.configuration());
  }

  @Test
  @DisplayName("a list that others have only gathered is taken from nobody")
  void noNews() {
    MachineDriver a = looking();

    Verdict verdict = preVote(a, "b", OURS).header().verdict();

    assertEquals(Verdict.NOT_A_MEMBER, verdict);
    assertEquals(Configuration.NONE, a.configuration());
  }

  @Test
  @DisplayName("a list that is begun is kept, after a restart too and beside a given one")
  void keptForGood() {
    VoteRecord record =
        new VoteRecord(new VoteRecord.Ballot(1, Optional.empty()), begun(OURS, 1), 0, 7, 99);

    MachineDriver found = found(looking(Optional.of(record), Configuration.NONE), "a", "b", "d");
    MachineDriver given =
        looking(Optional.of(record), Members.founding(MachineDriver.membersOf("a", "b", "d")));
    heartbeat(found, "d", begun(OTHERS, 2));

    assertEquals(begun(OURS, 1), found.configuration());
    assertEquals(begun(OURS, 1), given.configuration());
  }

  @Test
  @DisplayName("who was given a list, or belongs to a cluster, looks for nobody")
  void others() {
    Configuration given = Members.founding(MachineDriver.membersOf("a", "b", "d"));
    MachineDriver founder = found(looking(Optional.empty(), given), "a", "b", "c");

    assertEquals(given, founder.configuration());
    assertEquals(List.of(), founder.view().cluster().otherFounders());
  }
}
