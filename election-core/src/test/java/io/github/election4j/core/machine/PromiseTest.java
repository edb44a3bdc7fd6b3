/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.PeerReply.VoteReply;
import io.github.election4j.wire.PeerRequest;
import io.github.election4j.wire.Verdict;
import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecord.Ballot;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a voter promises: design, section 4. Promises here are longer than the timeouts. */
class PromiseTest {

  private static final long LONG = 600;

  @Test
  @DisplayName(
      "Design 4: \"each vote reply says how much of its outstanding promise to somebody else"
          + " remains\"")
  void votesSayWhatRemains() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, LONG);
    a.pass(200);

    VoteReply reply = a.askVote("c", 2);

    assertTrue(reply.granted());
    assertEquals((LONG - 200) * MachineDriver.MILLISECOND, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: nothing remains of a promise that has run out")
  void promisesRunOut() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, 150);
    a.pass(150);

    VoteReply reply = a.askVote("c", 2);

    assertTrue(reply.granted());
    assertEquals(0, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: a promise to the candidate itself is no promise to somebody else")
  void promiseToTheCandidateItself() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, LONG);
    a.pass(200);

    VoteReply reply = a.askVote("b", 2);

    assertTrue(reply.granted());
    assertEquals(0, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: \"A promise within a term only grows.\"")
  void onlyGrows() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, LONG);

    a.heartbeat("b", 1, 1);
    a.pass(200);

    assertEquals(
        (LONG - 200) * MachineDriver.MILLISECOND, a.askVote("c", 2).remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: a later heartbeat moves the promise")
  void growsWithHeartbeats() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, LONG);
    a.pass(100);

    a.heartbeat("b", 1, LONG);
    a.pass(200);

    assertEquals(
        (LONG - 200) * MachineDriver.MILLISECOND, a.askVote("c", 2).remainingPromiseNanos());
  }

  @Test
  @DisplayName(
      "Design 4: \"a voter promises exactly the P in the message, whatever its own setting is\"")
  void exactlyWhatIsAsked() {
    MachineDriver shorter = MachineDriver.of("a", "b", "c");
    MachineDriver longer = MachineDriver.of("a", "b", "c");

    shorter.heartbeat("b", 1, 7);
    longer.heartbeat("b", 1, 577);

    assertEquals(
        7 * MachineDriver.MILLISECOND, shorter.durable().orElseThrow().longestPromiseNanos());
    assertEquals(
        577 * MachineDriver.MILLISECOND, longer.durable().orElseThrow().longestPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: \"A granted vote is a promise too\"")
  void votesPromise() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.askVote("b", 1);
    a.pass(40);

    VoteReply reply = a.askVote("c", 2);

    assertTrue(reply.granted());
    assertEquals(
        (MachineDriver.PROMISE - 40) * MachineDriver.MILLISECOND, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: promises of several terms stand side by side; the longest one counts")
  void severalTerms() {
    MachineDriver a = MachineDriver.of("a", "b", "c", "d", "e");
    a.heartbeat("b", 1, LONG);
    a.pass(MachineDriver.MIN_ELECTION);
    a.askVote("c", 2);
    a.pass(10);

    VoteReply reply = a.askVote("d", 3);

    assertEquals(
        (LONG - MachineDriver.MIN_ELECTION - 10) * MachineDriver.MILLISECOND,
        reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: a promise does not keep a voter from voting: \"It may still vote\"")
  void stillVotes() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, 600);
    a.pass(MachineDriver.MIN_ELECTION);

    assertTrue(a.askPreVote("c", 2).granted());
    assertTrue(a.askVote("c", 2).granted());
  }

  @Test
  @DisplayName("Design 4: a refused vote promises nothing")
  void refusalPromisesNothing() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.askVote("b", 1);
    a.pass(MachineDriver.PROMISE);

    VoteReply refused = a.askVote("c", 1);
    VoteReply later = a.askVote("b", 2);

    assertEquals(Verdict.TERM_NOT_NEWER, refused.header().verdict());
    assertEquals(0, later.remainingPromiseNanos());
  }

  @Test
  @DisplayName(
      "Design 5: \"a voter need not know yet that it is one\": an observer's promise binds it when"
          + " it learns so")
  void observersPromise() {
    MachineDriver o = MachineDriver.of("o:observer", "a", "b");
    o.heartbeat("a", 1, LONG);
    o.pass(200);

    VoteReply reply =
        (VoteReply)
            o.request(
                new PeerRequest.VoteRequest(
                    o.header("b", 2), o.changed(1, 2, "o", "a", "b"), 1, Optional.empty()));

    assertTrue(reply.granted());
    assertEquals((LONG - 200) * MachineDriver.MILLISECOND, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName(
      "Design 4: a voter \"persists the longest P that it may still owe\", before it answers")
  void longestIsDurable() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, 100);

    a.heartbeat("b", 1, 200);
    boolean written = a.position(Effect.Persist.class) < a.position(Effect.Respond.class);
    a.heartbeat("b", 1, 150);
    int writesOfAShorterOne = a.every(Effect.Persist.class).size();

    assertTrue(written);
    assertEquals(0, writesOfAShorterOne);
    assertEquals(200 * MachineDriver.MILLISECOND, a.durable().orElseThrow().longestPromiseNanos());
  }

  @Test
  @DisplayName(
      "Design 4: the longest promise \"is lowered again when the longer promises have run out\"")
  void longestIsForgotten() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, LONG);
    a.pass(100);
    a.heartbeat("b", 1);
    assertEquals(LONG * MachineDriver.MILLISECOND, a.durable().orElseThrow().longestPromiseNanos());

    a.pass(LONG);
    a.heartbeat("b", 1);

    assertEquals(
        MachineDriver.PROMISE * MachineDriver.MILLISECOND,
        a.durable().orElseThrow().longestPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: a restarted voter \"reports that as remaining until it has passed\"")
  void restartedVoterReportsTheLongest() {
    MachineDriver a = MachineDriver.restarted(new Ballot(3, Optional.empty()), LONG, "a", "b", "c");
    a.pass(200);

    VoteReply early = a.askVote("b", 4);
    a.pass(LONG - 200);
    VoteReply late = a.askVote("c", 5);

    assertEquals((LONG - 200) * MachineDriver.MILLISECOND, early.remainingPromiseNanos());
    assertEquals(0, late.remainingPromiseNanos());
  }

  @Test
  @DisplayName(
      "Design 4: a restarted voter does not know to whom it promised, so it counts for all")
  void forgottenPromiseIsToEverybody() {
    MachineDriver a = MachineDriver.restarted(new Ballot(3, Optional.of("b")), LONG, "a", "b", "c");
    a.pass(200);

    VoteReply reply = a.askVote("b", 4);

    assertEquals((LONG - 200) * MachineDriver.MILLISECOND, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: \"A first start has none.\"")
  void firstStartHasNone() {
    MachineDriver a = MachineDriver.of("a", "b", "c");

    assertEquals(0, a.askVote("b", 1).remainingPromiseNanos());
    assertTrue(MachineDriver.of("a").isActive());
  }

  @Test
  @DisplayName("Design 4: a restarted candidate waits for what it may have promised itself")
  void restartedCandidateWaits() {
    MachineDriver a = MachineDriver.restarted(new Ballot(3, Optional.empty()), LONG, "a", "b", "c");
    long until = a.nowNanos() + LONG * MachineDriver.MILLISECOND;

    a.elect("b");

    assertEquals(until, a.untilActive("b"));
  }

  @Test
  @DisplayName("Design 4: a release \"voids the promises made to that term\"")
  void releaseVoidsThatTerm() {
    MachineDriver a = MachineDriver.of("a", "b", "c");
    a.heartbeat("b", 1, LONG);

    VoteReply reply = a.askVote("c", 2, Optional.of(new PeerRequest.Release("b", 1)));

    assertTrue(reply.granted());
    assertEquals(0, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: a release voids no promise of another term")
  void releaseVoidsNothingElse() {
    MachineDriver a = MachineDriver.of("a", "b", "c", "d", "e");
    a.heartbeat("d", 1, LONG);
    a.pass(MachineDriver.MIN_ELECTION);
    a.heartbeat("b", 2, LONG);

    VoteReply reply = a.askVote("c", 3, Optional.of(new PeerRequest.Release("b", 2)));

    assertTrue(reply.granted());
    assertEquals(
        (LONG - MachineDriver.MIN_ELECTION) * MachineDriver.MILLISECOND,
        reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: a release does not void what a restarted voter has forgotten")
  void releaseVoidsNothingForgotten() {
    MachineDriver a = MachineDriver.restarted(new Ballot(1, Optional.of("b")), LONG, "a", "b", "c");
    a.heartbeat("b", 1, 10);

    VoteReply reply = a.askVote("c", 2, Optional.of(new PeerRequest.Release("b", 1)));

    assertEquals(LONG * MachineDriver.MILLISECOND, reply.remainingPromiseNanos());
  }

  @Test
  @DisplayName("Design 4: the longest promise outlives every restart")
  void longestIsKept() {
    MachineDriver a = MachineDriver.restarted(new Ballot(3, Optional.empty()), LONG, "a", "b", "c");

    a.heartbeat("b", 4, 10);

    VoteRecord record = a.durable().orElseThrow();
    assertEquals(LONG * MachineDriver.MILLISECOND, record.longestPromiseNanos());
  }
}
