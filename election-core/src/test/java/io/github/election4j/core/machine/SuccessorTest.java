/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.ElectionEvent;
import io.github.election4j.Role;
import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.PeerRequest.Release;
import io.github.election4j.wire.PeerRequest.TimeoutNow;
import io.github.election4j.wire.PeerRequest.VoteRequest;
import io.github.election4j.wire.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The one that a leader hands over to, and its voters: thesis 3.10 and 4.2.3; design, section 4.
 */
class SuccessorTest {

  @Test
  @DisplayName(
      "Thesis 3.10: \"the target server starts a new election (incrementing its term and becoming a"
          + " candidate)\"; design 6: without a pre-vote")
  void campaignsAtOnce() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");

    PeerReply reply = b.timeoutNow("a", 1);

    assertTrue(reply.granted());
    assertEquals(Role.CANDIDATE, b.role());
    assertEquals(2, b.term());
    assertTrue(b.calls(PeerRequest.PreVoteRequest.class).isEmpty());
    assertTrue(b.position(Effect.Persist.class) < b.position(Effect.Call.class));
  }

  @Test
  @DisplayName(
      "Thesis 4.2.3: its vote requests carry a flag: \"I have permission to disrupt the leader - it"
          + " told me to!\"")
  void showsTheRelease() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");

    b.timeoutNow("a", 1);

    for (VoteRequest request : b.calls(VoteRequest.class)) {
      assertEquals(Optional.of(new Release("a", 1)), request.release());
    }
    assertEquals(List.of("a", "c"), b.asked(VoteRequest.class));
  }

  @Test
  @DisplayName("Design 4: the release voids the successor's own promise too: it need not wait")
  void needNotWait() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    b.timeoutNow("a", 1);

    b.grantVote("a", 0);

    assertTrue(b.isActive());
    assertEquals(1, b.events(ElectionEvent.LeadershipGained.class).size());
  }

  @Test
  @DisplayName("Raft 5.1: TimeoutNow of an old term is refused")
  void oldTerm() {
    MachineDriver b = MachineDriver.following(5, "b", "a", "c");

    PeerReply reply = b.timeoutNow("a", 4);

    assertEquals(Verdict.STALE_TERM, reply.header().verdict());
    assertEquals(Role.FOLLOWER, b.role());
    assertEquals(5, b.term());
  }

  @Test
  @DisplayName("Design 6: \"Pre-vote is skipped only with the leader's consent\", nobody else's")
  void notTheLeader() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");

    PeerReply ofAnother = b.timeoutNow("c", 1);
    PeerReply inTheNameOfTheLeader =
        b.request(new TimeoutNow(b.header("c", 1), new Release("a", 1), Optional.empty()));
    PeerReply ofAnotherTerm =
        b.request(new TimeoutNow(b.header("a", 1), new Release("a", 0), Optional.empty()));

    for (PeerReply reply : List.of(ofAnother, inTheNameOfTheLeader, ofAnotherTerm)) {
      assertEquals(Verdict.UNAVAILABLE, reply.header().verdict());
    }
    assertEquals(Role.FOLLOWER, b.role());
    assertEquals(1, b.term());
  }

  @Test
  @DisplayName("Design 4: a release is shown only in later terms than the one that was released")
  void secondTimeoutNowChangesNothing() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    b.timeoutNow("a", 1);

    PeerReply again = b.timeoutNow("a", 1);

    assertEquals(Verdict.STALE_TERM, again.header().verdict());
    assertEquals(2, b.term());
  }

  @Test
  @DisplayName(
      "Thesis 4.2.3: such requests are processed \"even when they believe a current cluster leader"
          + " exists\"")
  void votersObeyTheRelease() {
    MachineDriver c = MachineDriver.following(1, "c", "a", "b");

    PeerReply.VoteReply reply = c.askVote("b", 2, Optional.of(new Release("a", 1)));

    assertTrue(reply.granted());
    assertEquals(0, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName(
      "Design 3 rule 2: \"unless the request carries that leader's own release\", of that term")
  void otherReleasesAreNotObeyed() {
    MachineDriver c = MachineDriver.following(3, "c", "a", "b");

    PeerReply ofAnotherNode = c.askVote("b", 4, Optional.of(new Release("b", 3)));
    PeerReply ofAnotherTerm = c.askVote("b", 4, Optional.of(new Release("a", 2)));

    assertEquals(Verdict.LEADER_ALIVE, ofAnotherNode.header().verdict());
    assertEquals(Verdict.LEADER_ALIVE, ofAnotherTerm.header().verdict());
    assertEquals(3, c.term());
  }

  @Test
  @DisplayName("Design 4: the release is forgotten when another leader is heard")
  void releaseIsForgotten() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    b.timeoutNow("a", 1);
    b.heartbeat("c", 3);
    b.untilPreCandidate();

    b.grantPreVote("a");

    assertTrue(
        b.calls(VoteRequest.class).stream().allMatch(request -> request.release().isEmpty()));
    assertEquals(4, b.term());
  }

  @Test
  @DisplayName("Thesis 3.10: a successor that loses campaigns again like anybody else")
  void losingSuccessor() {
    MachineDriver b = MachineDriver.following(1, "b", "a", "c");
    b.timeoutNow("a", 1);

    b.pass(MachineDriver.MAX_ELECTION);

    assertEquals(Role.PRE_CANDIDATE, b.role());
    assertEquals(2, b.term());
    assertTrue(b.events(ElectionEvent.LeadershipGained.class).isEmpty());
  }
}
