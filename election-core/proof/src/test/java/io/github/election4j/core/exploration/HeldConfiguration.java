/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import io.github.election4j.core.simulation.Electorate;
import io.github.election4j.wire.Configuration;
import io.github.election4j.wire.ConfigurationId;
import io.github.election4j.wire.VoteRecord;
import java.util.Optional;

/**
 * The configuration that a node holds, as far as elections need it.
 *
 * @param id its place in the order of configurations
 * @param electorate who votes in it
 */
record HeldConfiguration(ConfigurationId id, Electorate electorate) {

  static HeldConfiguration of(Optional<VoteRecord> durable, int minimumQuorum) {
    Configuration held = durable.map(VoteRecord::configuration).orElse(Configuration.NONE);
    return new HeldConfiguration(held.id(), Electorate.of(Cast.votersOf(held), minimumQuorum));
  }

  /**
   * Whether it can elect: a quorum of its voters holds no newer configuration, so that they would
   * vote for a candidate with this one (the active configurations of Schultz et al.).
   *
   * @param held what each node holds
   */
  boolean canElect(HeldConfiguration[] held) {
    int willing = 0;
    for (int node = 0; node < held.length; node++) {
      if (electorate.has(node) && !held[node].id.isNewerThan(id)) {
        willing++;
      }
    }
    return electorate.voters() != 0 && willing >= electorate.quorum();
  }
}
