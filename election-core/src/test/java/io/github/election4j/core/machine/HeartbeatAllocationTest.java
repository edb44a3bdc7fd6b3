/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.testkit.Allocation;
import io.github.election4j.wire.PeerReply.HeartbeatReply;
import io.github.election4j.wire.PeerRequest.Heartbeat;
import io.github.election4j.wire.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A cluster at rest does nothing but this, so that its garbage is what a member grows by. */
@DisplayName("In the machine, a steady heartbeat allocates no more than so many bytes")
class HeartbeatAllocationTest {

  private static final int BEATS = 40;

  // What it was, and a tenth: whoever makes it less lowers them. 500 is the aim.
  private static final long ROUND = 1_700;
  private static final long ANSWER = 1_470;
  private static final long HEARTBEAT = 1_350;

  @Test
  @DisplayName("of its leader: to send a round to two peers, and to take an answer")
  void leader() {
    MachineDriver a = MachineDriver.confirmed("a", "b", "c");
    long nowNanos = a.nowNanos();
    long leastOfRound = Long.MAX_VALUE;
    long leastOfAnswer = Long.MAX_VALUE;
    for (int beat = 0; beat < BEATS; beat++) {
      nowNanos += MachineDriver.HEARTBEAT * MachineDriver.MILLISECOND;
      Input timer = new Input.TimerFired();
      long before = Allocation.soFar();
      List<Effect> effects = a.machine().step(timer, nowNanos);
      leastOfRound = Math.min(leastOfRound, Allocation.soFar() - before);
      List<Input> answers = answers(a, effects);
      assertEquals(2, answers.size());
      for (Input answer : answers) {
        before = Allocation.soFar();
        a.machine().step(answer, nowNanos);
        leastOfAnswer = Math.min(leastOfAnswer, Allocation.soFar() - before);
      }
    }
    assertTrue(leastOfRound <= ROUND, "bytes of a round: " + leastOfRound);
    assertTrue(leastOfAnswer <= ANSWER, "bytes of an answer: " + leastOfAnswer);
  }

  private static List<Input> answers(MachineDriver a, List<Effect> effects) {
    List<Input> answers = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Call call && call.request() instanceof Heartbeat heartbeat) {
        answers.add(
            new Input.ReplyReceived(
                call.peer(),
                heartbeat,
                new HeartbeatReply(
                    a.answerHeader(call.peer(), heartbeat, Verdict.GRANTED), a.configurationId())));
      }
    }
    return answers;
  }

  @Test
  @DisplayName("of a follower: to take one, and to answer")
  void follower() {
    MachineDriver a = MachineDriver.following(1, "a", "b", "c");
    long nowNanos = a.nowNanos();
    long least = Long.MAX_VALUE;
    for (int beat = 0; beat < BEATS; beat++) {
      nowNanos += MachineDriver.HEARTBEAT * MachineDriver.MILLISECOND;
      Input heartbeat =
          new Input.RequestReceived(
              beat,
              new Heartbeat(
                  a.header("b", 1),
                  MachineDriver.PROMISE * MachineDriver.MILLISECOND,
                  a.configurationId(),
                  Optional.empty()),
              new Input.Caller("where it is", true));
      long before = Allocation.soFar();
      List<Effect> effects = a.machine().step(heartbeat, nowNanos);
      least = Math.min(least, Allocation.soFar() - before);
      assertTrue(effects.stream().anyMatch(Effect.Respond.class::isInstance), effects::toString);
    }
    assertTrue(least <= HEARTBEAT, "bytes: " + least);
  }
}
