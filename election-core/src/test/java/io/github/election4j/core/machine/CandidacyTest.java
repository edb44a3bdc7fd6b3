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
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Campaigning: Raft 5.2; design, section 3 rules 3 and 5. */
class CandidacyTest {

  @Test
  @DisplayName("Raft 5.2: \"When servers start up, they begin as followers.\"")
  void beginsAsFollower() {
    MachineDriver first = MachineDriver.of("a", "b", "c");
    MachineDriver again = MachineDriver.restarted(4, Optional.of("a"), "a", "b", "c");

    assertEquals(Role.FOLLOWER, first.role());
    assertEquals(Role.FOLLOWER, again.role());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"If a follower receives no communication over a period of time called the"
          + " election timeout, then it assumes there is no viable leader\"")
  void silenceStartsACampaign() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    a.pass(MachineDriver.MIN_ELECTION - 1);
    Role before = a.role();
    a.pass(MachineDriver.MAX_ELECTION - MachineDriver.MIN_ELECTION + 1);

    assertEquals(Role.FOLLOWER, before);
    assertEquals(Role.PRE_CANDIDATE, a.role());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"To begin an election, a follower increments its current term and transitions to"
          + " candidate state.\" (the pre-vote of thesis 9.6 comes before)")
  void incrementsTheTerm() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();

    a.grantPreVote("b");

    assertEquals(Role.CANDIDATE, a.role());
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"It then votes for itself and issues RequestVote RPCs in parallel to each of the"
          + " other servers\"; design 3 rule 3: its own vote counts only when durable")
  void votesForItselfFirst() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();

    a.grantPreVote("b");

    assertEquals(new Ballot(1, Optional.of("a")), a.only(Effect.Persist.class).record().ballot());
    assertEquals(0, a.position(Effect.Persist.class));
    assertEquals(List.of("b", "c"), a.asked(PeerRequest.VoteRequest.class));
  }

  @Test
  @DisplayName("Design 3 rule 3: a cluster of one writes its own vote before it leads")
  void aloneItWritesFirst() {
    MachineDriver a = MachineDriver.of("a");

    assertEquals(Role.LEADER, a.role());
    Effect.Persist write = a.every(Effect.Persist.class).getFirst();
    assertTrue(
        a.lastEffects().indexOf(write)
            < a.lastEffects().indexOf(new Effect.Announce(new ElectionEvent.LeadershipGained(1))));
    assertEquals(Optional.of("a"), a.durable().orElseThrow().ballot().vote());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"A candidate wins an election if it receives votes from a majority of the servers"
          + " in the full cluster for the same term.\"")
  void majorityOfTheFullCluster() {
    List<String> all = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
    for (int size = 2; size <= all.size(); size++) {
      MachineDriver a = MachineDriver.campaigning(all.subList(0, size).toArray(String[]::new));

      int votes = 1;
      while (a.role() == Role.CANDIDATE) {
        a.grantVote(all.get(votes), 0);
        votes++;
      }

      assertEquals(Role.LEADER, a.role());
      assertEquals(size / 2 + 1, votes, "votes of a cluster of " + size);
    }
  }

  @Test
  @DisplayName("Whoever wins says whose votes it won with, and no other role has votes")
  void saysWhoseVotes() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c", "d", "e");
    a.grantVote("e", 0);
    a.grantVote("c", 0);
    a.pass(MachineDriver.MAX_ELECTION);

    List<List<String>> votes =
        a.events(ElectionEvent.RoleChanged.class).stream()
            .filter(change -> change.to() == Role.LEADER || !change.votes().isEmpty())
            .map(ElectionEvent.RoleChanged::votes)
            .toList();

    assertEquals(List.of(List.of("a", "c", "e")), votes);
  }

  @Test
  @DisplayName("Design 3 rule 3: votes are counted \"each once\"")
  void countedOnce() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c", "d", "e");

    a.grantVote("b", 0);
    a.grantVote("b", 0);
    a.grantVote("b", 0);

    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 3 rule 3: votes are counted \"from members only\", and of voters")
  void countedFromVotersOnly() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c", "o:observer");
    PeerRequest.VoteRequest request = a.lastCall("b", PeerRequest.VoteRequest.class);

    a.reply(request, new PeerReply.VoteReply(a.answerHeader("o", request, Verdict.GRANTED), 0));
    a.reply(request, new PeerReply.VoteReply(a.answerHeader("x", request, Verdict.GRANTED), 0));

    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName("Design 3 rule 3: votes are counted \"of this term only\"")
  void countedOfThisTermOnly() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    PeerRequest.VoteRequest old = a.lastCall("b", PeerRequest.VoteRequest.class);
    a.pass(MachineDriver.MAX_ELECTION);
    a.grantPreVote("c");

    a.reply(old, new PeerReply.VoteReply(a.answerHeader("b", old, Verdict.GRANTED), 0));

    assertEquals(2, a.term());
    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"Once a candidate wins an election, it becomes leader. It then sends heartbeat"
          + " messages to all of the other servers to establish its authority\"")
  void assertsItselfAtOnce() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c", "o:observer");

    a.grantVote("c", 0);

    assertEquals(Role.LEADER, a.role());
    assertEquals(List.of("b", "c", "o"), a.asked(PeerRequest.Heartbeat.class));
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"If a candidate wins the election, then it serves as leader for the rest of the"
          + " term.\"")
  void leadsForTheRestOfTheTerm() {
    MachineDriver a = MachineDriver.leading("a", "b", "c");

    for (int round = 0; round < 100; round++) {
      a.pass(MachineDriver.HEARTBEAT);
      a.acknowledge("b");
    }

    assertEquals(Role.LEADER, a.role());
    assertEquals(1, a.term());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"If the leader's term is at least as large as the candidate's current term, then"
          + " the candidate recognizes the leader as legitimate and returns to follower state.\"")
  void recognizesLeader() {
    MachineDriver sameTerm = MachineDriver.campaigning("a", "b", "c");
    MachineDriver newerTerm = MachineDriver.campaigning("a", "b", "c");

    PeerReply same = sameTerm.heartbeat("b", 1);
    PeerReply newer = newerTerm.heartbeat("b", 3);

    assertTrue(same.granted() && newer.granted());
    assertEquals(Role.FOLLOWER, sameTerm.role());
    assertEquals(Role.FOLLOWER, newerTerm.role());
    assertEquals("b", sameTerm.view().leader().orElseThrow().id());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"If the term in the RPC is smaller than the candidate's current term, then the"
          + " candidate rejects the RPC and continues in candidate state.\"")
  void rejectsOldLeader() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");

    PeerReply reply = a.heartbeat("b", 0);

    assertEquals(Verdict.STALE_TERM, reply.header().verdict());
    assertEquals(Role.CANDIDATE, a.role());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"each candidate will time out and start a new election by incrementing its"
          + " term\"")
  void splitVoteIsTriedAgain() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c", "d");
    a.grantVote("b", 0);

    a.pass(MachineDriver.MAX_ELECTION);
    Role afterTimeout = a.role();
    a.grantPreVote("b");
    a.grantPreVote("c");

    assertEquals(Role.PRE_CANDIDATE, afterTimeout);
    assertEquals(Role.CANDIDATE, a.role());
    assertEquals(2, a.term());
  }

  @Test
  @DisplayName(
      "Raft 5.1: \"In this case the term will end with no leader; a new term (with a new election)"
          + " will begin shortly.\": refused by too many, it gives the term up")
  void lostElectionIsGivenUp() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");

    a.refuseVote("b", Verdict.TERM_NOT_NEWER);
    Role afterOne = a.role();
    a.refuseVote("c", Verdict.TERM_NOT_NEWER);

    assertEquals(Role.CANDIDATE, afterOne);
    assertEquals(Role.FOLLOWER, a.role());
    assertEquals(Role.PRE_CANDIDATE, a.pass(MachineDriver.MAX_ELECTION).role());
  }

  @Test
  @DisplayName("Raft 5.2: a voter that refused and then grants is counted")
  void refusalIsNotForEver() {
    MachineDriver a = MachineDriver.campaigning("a", "b", "c");
    a.refuseVote("b", Verdict.UNAVAILABLE);

    a.pass(MachineDriver.HEARTBEAT);
    List<String> askedAgain = a.asked(PeerRequest.VoteRequest.class);
    a.grantVote("b", 0);

    assertTrue(askedAgain.contains("b"));
    assertEquals(Role.LEADER, a.role());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"election timeouts are chosen randomly from a fixed interval (e.g.,"
          + " 150-300ms)\"")
  void timeoutsAreSpread() {
    Set<Long> drawn = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      drawn.add(firstDeadlineMillis(seed));
    }

    assertTrue(drawn.stream().allMatch(timeout -> timeout >= MachineDriver.MIN_ELECTION));
    assertTrue(drawn.stream().allMatch(timeout -> timeout < MachineDriver.MAX_ELECTION));
    assertTrue(drawn.size() > 75, "distinct milliseconds: " + drawn.size());
  }

  @Test
  @DisplayName(
      "Raft 5.2: \"Each candidate restarts its randomized election timeout at the start of an"
          + " election\"")
  void timeoutIsDrawnAnew() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    Set<Long> lengths = new HashSet<>();

    for (int campaign = 0; campaign < 10; campaign++) {
      a.heartbeat("b", 1);
      long since = a.nowNanos();
      a.untilPreCandidate();
      lengths.add((a.nowNanos() - since) / MachineDriver.MILLISECOND);
    }

    assertTrue(lengths.size() > 4, "lengths: " + lengths);
  }

  @Test
  @DisplayName("Design 3: settings that leave no room between the timeouts still give a deadline")
  void noSpread() {
    MachineSettings normal = MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1);
    MachineSettings fixed =
        new MachineSettings(
            new MachineSettings.Timing(
                normal.timing().heartbeatNanos(),
                normal.timing().minElectionNanos(),
                normal.timing().minElectionNanos(),
                normal.timing().handOverNanos()),
            normal.promiseNanos(),
            0.1,
            1,
            Activation.WHEN_EXCLUSIVE);
    List<Member> members = MachineDriver.membersOf("a", "b", "c");

    MachineDriver a = MachineDriver.of(members, fixed, Optional.empty());
    a.pass(MachineDriver.MIN_ELECTION);

    assertEquals(Role.PRE_CANDIDATE, a.role());
    assertFalse(a.isActive());
  }

  private static long firstDeadlineMillis(int seed) {
    List<Member> members = MachineDriver.membersOf("a", "b", "c");
    ElectionMachine machine =
        new ElectionMachine(
            new NodeIdentity(members.getFirst(), 0, 1),
            MachineDriver.settings(Activation.WHEN_EXCLUSIVE, 1),
            Optional.empty(),
            MachineDriver.founded(members),
            new SplittableRandom(seed));
    return machine.step(new Input.Started(), 0).stream()
        .filter(Effect.ArmTimer.class::isInstance)
        .map(effect -> ((Effect.ArmTimer) effect).atNanos() / MachineDriver.MILLISECOND)
        .findFirst()
        .orElseThrow();
  }
}
