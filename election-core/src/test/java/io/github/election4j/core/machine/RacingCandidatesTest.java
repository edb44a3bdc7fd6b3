/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.wire.PeerReply.PreVoteReply;
import io.github.election4j.wire.PeerRequest.PreVoteRequest;
import io.github.election4j.wire.ReplyHeader;
import io.github.election4j.wire.ReplyHeader.Hints;
import io.github.election4j.wire.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two nodes campaign at nearly the same moment; first seen in a demonstration on a busy machine.
 */
class RacingCandidatesTest {

  @Test
  @DisplayName("Rule 1: a refused pre-vote changes no term, so the vote is free for the faster one")
  void voteIsFree() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    refusePreVoteInTerm(a, 1);
    assertEquals(0, a.term());
    assertTrue(a.askVote("b", 1).granted());
  }

  @Test
  @DisplayName("Rule 4: the next pre-vote is for a term above all that others have told")
  void nextPreVoteIsHigher() {
    MachineDriver a = MachineDriver.of("a", "b", "c").untilPreCandidate();
    refusePreVoteInTerm(a, 5);
    a.pass(MachineDriver.MAX_ELECTION);
    assertEquals(6, a.lastCall("b", PreVoteRequest.class).proposedTerm());
    a.grantPreVote("b");
    assertEquals(6, a.term());
  }

  private static void refusePreVoteInTerm(MachineDriver a, long term) {
    PreVoteRequest request = a.lastCall("b", PreVoteRequest.class);
    a.reply(
        request,
        new PreVoteReply(
            new ReplyHeader(
                a.peer("b"), term, request.header().round(), Verdict.TERM_NOT_NEWER, Hints.NONE)));
  }
}
