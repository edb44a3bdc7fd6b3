/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationMember;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far a leader has come in changing the members, one voter at a step (design, section 5).
 * Immutable.
 *
 * @param previous the configuration before the step that is not confirmed yet, if its voters were
 *     others
 * @param frozenLeaseNanos until when the promises reach that were given before that step
 * @param wanted the members to arrive at
 * @param farewell who is no longer named, and is to be told so
 * @param reportDue whether the current configuration is a step towards them, and has not been
 *     reported as confirmed yet
 */
record Change(
    Optional<Configuration> previous,
    long frozenLeaseNanos,
    Optional<List<ConfigurationMember>> wanted,
    Farewell farewell,
    boolean reportDue) {

  static final Change NONE =
      new Change(Optional.empty(), 0, Optional.empty(), Farewell.NONE, false);

  /**
   * Those who are no longer named by the configuration, and until when they are sent heartbeats all
   * the same, so that they learn it.
   *
   * @param members their ids
   * @param untilNanos when they are left alone; later they learn it when they ask
   */
  record Farewell(Set<String> members, long untilNanos) {

    static final Farewell NONE = new Farewell(Set.of(), 0);
  }

  Change withWanted(List<ConfigurationMember> members) {
    return new Change(previous, frozenLeaseNanos, Optional.of(members), farewell, reportDue);
  }

  Change withoutWanted() {
    return new Change(previous, frozenLeaseNanos, Optional.empty(), farewell, reportDue);
  }

  Change unconfirmed(Configuration before, long leaseUntilNanos) {
    return new Change(Optional.of(before), leaseUntilNanos, wanted, farewell, reportDue);
  }

  Change confirmed() {
    return new Change(Optional.empty(), 0, wanted, farewell, reportDue);
  }

  /** A configuration was written. */
  Change written(Farewell newFarewell) {
    return new Change(previous, frozenLeaseNanos, wanted, newFarewell, wanted.isPresent());
  }

  Change reported() {
    return new Change(previous, frozenLeaseNanos, wanted, farewell, false);
  }
}
