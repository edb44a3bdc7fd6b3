/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Virtual time")
class VirtualTimeTest {

  @Test
  @DisplayName("lets things happen in the order of their moments, and of their planning within one")
  void keepsOrder() {
    SplittableRandom random = new SplittableRandom(1);
    Timeline timeline = new Timeline();
    List<Long> happened = new ArrayList<>();
    for (long number = 0; number < 10_000; number++) {
      long at = random.nextLong(500);
      long stamp = at * 10_000 + number;
      timeline.at(at, () -> happened.add(stamp));
    }
    timeline.runUntil(250);
    timeline.runUntil(499);
    assertEquals(10_000, happened.size());
    assertEquals(happened.stream().sorted().toList(), happened);
  }

  @Test
  @DisplayName(
      "is read by a clock and asked of a clock alike, at any rate, over the overflow, and after"
          + " changes")
  void clocksAgree() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 2_000; round++) {
      NodeClock clock =
          new NodeClock(
              Long.MAX_VALUE - random.nextLong(Nanos.SECOND),
              NodeClock.rateOff(random.nextDouble() - 0.5));
      long changedAt = random.nextLong(Nanos.SECOND);
      clock.changeRate(changedAt, NodeClock.rateOff(random.nextDouble() - 0.5));
      long local = clock.read(changedAt) + 1 + random.nextLong(3_600 * Nanos.SECOND);
      long moment = clock.whenItReads(local);
      assertTrue(clock.read(moment) - local >= 0, "not yet at the moment");
      assertTrue(clock.read(moment - 1) - local < 0, "already before the moment");
    }
  }

  @Test
  @DisplayName("gives one timer, which fires once, at the moment that it was armed for last")
  void firesOnce() {
    Timeline timeline = new Timeline();
    NodeClock clock = new NodeClock(1_000, NodeClock.TRUE_RATE / 2);
    List<Long> fired = new ArrayList<>();
    ProcessTimer timer = new ProcessTimer(timeline, clock, () -> fired.add(timeline.now()));
    LongStream.of(1_050, 1_100, 1_020, 1_075).forEach(timer::arm);
    timeline.runUntil(10_000);
    assertEquals(List.of(150L), fired);
    timer.arm(0);
    timer.cancel();
    timeline.runUntil(20_000);
    assertEquals(List.of(150L), fired);
  }

  @Test
  @DisplayName("belongs to a run that its id tells in full")
  void idsAreReadBack() {
    RunId shrunk = new RunId(-7, OptionalInt.of(3), Set.of(FaultKind.LOSS, FaultKind.CRASH));
    assertEquals(shrunk, RunId.parse(shrunk.toString()));
    assertEquals(RunId.of(12), RunId.parse("12"));
    RunId sized = RunId.of(12).withNodes(4);
    assertEquals(sized, RunId.parse(sized.toString()));
    RunId without = RunId.of(12).without(FaultKind.PAUSE);
    assertEquals(without, RunId.parse(without.toString()));
    RunId faultless = RunId.of(12).only(Set.of());
    assertEquals(faultless, RunId.parse(faultless.toString()));
  }
}
