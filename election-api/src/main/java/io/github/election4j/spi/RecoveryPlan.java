/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What {@link ElectionEngine#recover} is to do. Its parts have been checked.
 *
 * @param directory the state directory of a member that is not running
 * @param members the members from now on
 * @param longestLease the longest promise that any member of the lost cluster may have asked for
 * @param era the era of terms to begin if the record is not to be trusted: nothing but the owner's
 *     identity is taken from it then; empty to begin the one after the record's
 * @since 0.1
 */
public record RecoveryPlan(
    Path directory, List<Member> members, Duration longestLease, OptionalInt era) {

  /** Copies the list. */
  public RecoveryPlan {
    members = List.copyOf(members);
  }
}
