/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Activation;
import io.github.election4j.Member;
import java.util.Arrays;
import java.util.List;

/** What a {@link MachineDriver} is made of, said shortly. */
final class DriverWords {

  private DriverWords() {}

  /** As {@link MachineDriver#membersOf}. */
  static List<Member> members(String... words) {
    return Arrays.stream(words).map(DriverWords::member).toList();
  }

  private static Member member(String word) {
    int colon = word.indexOf(':');
    if (colon < 0) {
      return Member.of(word, word + ":1");
    }
    String id = word.substring(0, colon);
    String kind = word.substring(colon + 1);
    Member voter = Member.of(id, id + ":1");
    return kind.equals("observer")
        ? voter.asObserver()
        : voter.withPriority(Integer.parseInt(kind));
  }

  /** Settings with the times of {@link MachineDriver}. */
  static MachineSettings settings(Activation activation, int minimumQuorum) {
    return new MachineSettings(
        new MachineSettings.Timing(
            MachineDriver.HEARTBEAT * MachineDriver.MILLISECOND,
            MachineDriver.MIN_ELECTION * MachineDriver.MILLISECOND,
            MachineDriver.MAX_ELECTION * MachineDriver.MILLISECOND,
            MachineDriver.HAND_OVER * MachineDriver.MILLISECOND),
        MachineDriver.PROMISE * MachineDriver.MILLISECOND,
        0.1,
        minimumQuorum,
        activation);
  }
}
