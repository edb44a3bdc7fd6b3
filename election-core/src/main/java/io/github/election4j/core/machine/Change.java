/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Member;
import io.github.election4j.wire.Configuration;
import java.util.List;
import java.util.Optional;

/**
 * How far a leader has come in changing the members, one voter at a step (design, section 5).
 * Immutable.
 *
 * @param previous the configuration before the step that is not confirmed yet, if its voters were
 *     others
 * @param frozenLeaseNanos until when the promises reach that were given before that step
 * @param wanted the members to arrive at
 */
record Change(
    Optional<Configuration> previous, long frozenLeaseNanos, Optional<List<Member>> wanted) {

  static final Change NONE = new Change(Optional.empty(), 0, Optional.empty());

  Change withWanted(List<Member> members) {
    return new Change(previous, frozenLeaseNanos, Optional.of(members));
  }

  Change step(Configuration before, long leaseUntilNanos) {
    return new Change(Optional.of(before), leaseUntilNanos, wanted);
  }

  Change confirmed() {
    return new Change(Optional.empty(), 0, wanted);
  }

  Change finished() {
    return new Change(previous, frozenLeaseNanos, Optional.empty());
  }
}
