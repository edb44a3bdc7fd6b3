/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What those can do and cannot do who send whatever they like: the table of {@code
 * module-info-docs/threat-model.md}. {@code -Dhostile.seed=N} runs one seed alone, {@code
 * -Dhostile.runs} sets how many there are of each.
 */
@DisplayName("Somebody who sends any message at any time")
@Tag("optimised")
class HostileMemberTest {

  private static final long RUNS = 6;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("fails no member, and does no harm that outlasts it")
  void noLastingHarm(Intruder intruder) {
    Attack.runAll(RUNS, seed -> new HostileRun(intruder, seed, RealMachine::new));
  }

  @Test
  @DisplayName("keeps no dead leader alive, and deposes no living one, by what was sent before")
  void sentAgain() {
    Attack.runAll(RUNS, seed -> new ReplayRun(seed, RealMachine::new));
  }

  @Test
  @DisplayName(
      "deposes nobody and is not active beside another, as a second process of a member's id")
  void secondProcess() {
    Attack.runAll(4 * RUNS, seed -> new TwinRun(seed, RealMachine::new));
  }
}
