/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.election4j.cli.event.EventKind;
import io.github.election4j.cli.event.EventLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The judge of a soak")
class SoakJudgeTest {

  private static final Instant START = Instant.EPOCH;

  private final SoakJudge judge = new SoakJudge();

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  private void gains(String member, long term, long millis) {
    judge.take(line(member, term, millis, EventKind.LEADERSHIP_GAINED, Map.of()));
  }

  private void loses(String member, long term, long millis, String reason) {
    judge.take(line(member, term, millis, EventKind.LEADERSHIP_LOST, Map.of("reason", reason)));
  }

  private static EventLine line(
      String member, long term, long millis, EventKind kind, Map<String, String> details) {
    return new EventLine(
        at(millis),
        new EventLine.Source(member, "default"),
        kind,
        new EventLine.State(term, Optional.of(member), "leader"),
        details);
  }

  private void contradictions(int expected) {
    assertEquals(expected, judge.contradictions().size(), judge.contradictions()::toString);
  }

  @Test
  @DisplayName("has nothing against one after another")
  void oneAfterAnother() {
    gains("a", 1, 0);
    loses("a", 1, 10, "it hands over");
    gains("b", 2, 11);
    contradictions(0);
    assertEquals(2, judge.tenures());
  }

  @Test
  @DisplayName("finds a leader that hands over after its successor's gain, if only just")
  void handOverTooLate() {
    gains("a", 1, 0);
    gains("b", 2, 10);
    contradictions(0);
    loses("a", 1, 11, "it hands over");
    contradictions(1);
  }

  @Test
  @DisplayName("finds a term that is not higher than the one before")
  void termsGrow() {
    gains("a", 2, 0);
    loses("a", 2, 5, "it hands over");
    gains("b", 2, 10);
    contradictions(1);
  }

  @Test
  @DisplayName("lets a lease that was over be told late, and counts by how much, but not any time")
  void lateWord() {
    gains("a", 1, 0);
    gains("b", 2, 500);
    loses("a", 1, 540, "no quorum has renewed its lease");
    contradictions(0);
    assertEquals(Duration.ofMillis(40), judge.latestWord());
    gains("c", 3, 1_000);
    loses("b", 2, 3_001, "no quorum has renewed its lease");
    contradictions(1);
  }

  @Test
  @DisplayName("finds an answer of an old leader to a question that came after the next gain")
  void claimAfterTheNextGain() {
    gains("a", 1, 0);
    gains("b", 2, 500);
    judge.claims("a", 1, at(500));
    contradictions(0);
    judge.claims("a", 1, at(501));
    contradictions(1);
  }

  @Test
  @DisplayName("takes one that was stopped for longer than its lease to have led until then")
  void stopped() {
    gains("a", 1, 0);
    judge.stopped("a", at(100));
    gains("b", 2, 500);
    judge.continued("a", true);
    loses("a", 1, 5_000, "no quorum has renewed its lease");
    contradictions(0);
  }

  @Test
  @DisplayName("takes one that was stopped for a moment to have led on")
  void stoppedForAMoment() {
    gains("a", 1, 0);
    judge.stopped("a", at(100));
    judge.continued("a", false);
    gains("b", 2, 500);
    loses("a", 1, 3_000, "no quorum has renewed its lease");
    contradictions(1);
  }

  @Test
  @DisplayName("takes one that was killed to have led until then, though its lines come later")
  void killed() {
    judge.killed("a", at(100));
    gains("a", 1, 0);
    judge.silent("a");
    gains("b", 2, 101);
    contradictions(0);
    gains("c", 3, 200);
    judge.killed("b", at(201));
    judge.silent("b");
    contradictions(1);
  }
}
