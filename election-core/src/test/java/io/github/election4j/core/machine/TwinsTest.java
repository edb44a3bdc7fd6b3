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
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.RequestHeader;
import io.github.election4j.wire.Sender;
import io.github.election4j.wire.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two processes with one member's id, as when a state directory is copied: design 5 rule 14. */
class TwinsTest {

  private static final Input.Caller ELSEWHERE = new Input.Caller("192.0.2.66:7", false);

  private static PeerRequest.PreVoteRequest preVoteOfLaterStart(MachineDriver a, String id) {
    Sender later = new Sender(id, 2, a.peer(id).identity());
    return new PeerRequest.PreVoteRequest(
        new RequestHeader(later, a.term(), 1), a.term() + 1, a.configuration());
  }

  @Test
  @DisplayName("A later start wins nothing while the earlier one is heard, and both are named")
  void laterStartOfALivingLeader() {
    MachineDriver a = MachineDriver.of("a", "b", "c").identified("b");
    a.heartbeat("b", 1);
    a.request(preVoteOfLaterStart(a, "b"), ELSEWHERE);
    a.pass(1);
    a.heartbeat("b", 1);

    PeerReply reply = a.request(preVoteOfLaterStart(a, "b"), ELSEWHERE);

    assertEquals(Verdict.ANOTHER_ALIVE, reply.header().verdict());
    assertTrue(a.heartbeat("b", 1).granted());
    assertEquals(Optional.of("b"), a.view().leader().map(leader -> leader.id()));
    String warning = a.events(ElectionEvent.Warning.class).getFirst().message();
    assertTrue(warning.contains("192.0.2.66:7") && warning.contains("b:1"), warning);
  }

  @Test
  @DisplayName(
      "Who was heard lately and ended is no twin of its own next start, however often that asks")
  void startedAgainAtOnce() {
    // Seed 1795634956030618: its own times were shorter than the voter's, and it ended as a copy.
    MachineDriver a = MachineDriver.of("a", "b", "c").identified("b");
    a.heartbeat("b", 1);
    a.pass(1);
    for (int asked = 0; asked < 5; asked++) {
      PeerReply reply = a.request(preVoteOfLaterStart(a, "b"), ELSEWHERE);
      assertEquals(Verdict.UNAVAILABLE, reply.header().verdict());
    }
    assertEquals(List.of(), a.events(ElectionEvent.Warning.class));
  }

  @Test
  @DisplayName("A process that was started again is heard: the earlier one is silent by then")
  void startedAgain() {
    MachineDriver a = MachineDriver.of("a", "b", "c").identified("b");
    a.heartbeat("b", 1);
    a.pass(MachineDriver.MIN_ELECTION);

    assertTrue(a.request(preVoteOfLaterStart(a, "b"), ELSEWHERE).granted());
  }

  @Test
  @DisplayName("A copy ends when a quorum has told it for longer than a start takes, and says why")
  void copyEnds() {
    MachineDriver copy = MachineDriver.restarted(1, Optional.empty(), "a", "b", "c");
    tellFor(copy, 3 * MachineDriver.MAX_ELECTION, "b", "c");

    assertEquals(Role.FAILED, copy.role());
    String reason = copy.view().cluster().failure().orElseThrow();
    assertTrue(reason.contains("copy of this state directory"), reason);
    assertTrue(reason.contains("b, c"), reason);
  }

  @Test
  @DisplayName("One member alone ends nobody by saying so, nor do several for a moment")
  void notByOne() {
    MachineDriver byOne = MachineDriver.restarted(1, Optional.empty(), "a", "b", "c");
    tellFor(byOne, 9 * MachineDriver.MAX_ELECTION, "b");
    assertTrue(byOne.role() != Role.FAILED);

    MachineDriver atOnce = MachineDriver.restarted(1, Optional.empty(), "a", "b", "c");
    tellFor(atOnce, MachineDriver.MAX_ELECTION, "b", "c");
    assertTrue(atOnce.role() != Role.FAILED);
  }

  @Test
  @DisplayName("A copy of a follower ends when the leader says so, and as many as a quorum hear it")
  void copyOfFollowerEnds() {
    MachineDriver copy = MachineDriver.restarted(1, Optional.empty(), "a", "b", "c");
    tellFor(copy, 3 * MachineDriver.MAX_ELECTION, member -> member.equals("b"), "b", "c");
    assertEquals(Role.FAILED, copy.role());

    MachineDriver another = MachineDriver.restarted(1, Optional.empty(), "a", "b", "c");
    tellFor(another, 9 * MachineDriver.MAX_ELECTION, member -> false, "b", "c");
    assertTrue(another.role() != Role.FAILED);
  }

  @Test
  @DisplayName("A later start that asks in vain outdates nobody, and leaves no trace")
  void askedInVain() {
    MachineDriver a = MachineDriver.of("a", "b", "c").identified("b", "c");
    a.heartbeat("b", 1);

    assertEquals(Verdict.LEADER_ALIVE, a.request(preVoteOfLaterStart(a, "c")).header().verdict());
    a.pass(MachineDriver.MIN_ELECTION);

    assertTrue(a.askVote("c", 2).granted());
  }

  private static void tellFor(MachineDriver copy, long millis, String... members) {
    tellFor(copy, millis, member -> true, members);
  }

  /** The others say that they hear b. */
  private static void tellFor(
      MachineDriver copy, long millis, Predicate<String> saysSo, String... members) {
    Hints hearsB =
        new Hints(
            Optional.of(new ReplyHeader.LeaderHint(1, "b")), Optional.empty(), Optional.empty());
    long until = copy.nowNanos() + millis * MachineDriver.MILLISECOND;
    while (copy.nowNanos() < until && copy.role() != Role.FAILED) {
      copy.pass(MachineDriver.HEARTBEAT).untilPreCandidate();
      for (String member : members) {
        if (copy.role() == Role.PRE_CANDIDATE) {
          PeerRequest request = copy.lastCall(member, PeerRequest.PreVoteRequest.class);
          copy.reply(
              request,
              new PeerReply.PreVoteReply(
                  new ReplyHeader(
                      copy.peer(member),
                      1,
                      request.header().round(),
                      saysSo.test(member) ? Verdict.ANOTHER_ALIVE : Verdict.LEADER_ALIVE,
                      saysSo.test(member) ? Hints.NONE : hearsB)));
        }
      }
    }
  }
}
