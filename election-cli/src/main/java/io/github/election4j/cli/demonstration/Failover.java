/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.demonstration;

import io.github.election4j.cli.cluster.Chronicle.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What followed the death of a leader.
 *
 * @param before the leadership that it ended
 * @param killedAt when its process was killed
 * @param after every leadership that began from then on
 */
public record Failover(Tenure before, Instant killedAt, List<Tenure> after) {

  /** Copies the tenures. */
  public Failover {
    after = List.copyOf(after);
  }

  /**
   * Whether everything is as it should be.
   *
   * @return true if there was exactly one new leader, of a higher term
   */
  public boolean isGood() {
    return after.size() == 1 && after.get(0).term() > before.term();
  }

  /**
   * How long the cluster was without a leader.
   *
   * @return from the kill until the first new leader was active
   */
  public Duration gap() {
    return Duration.between(killedAt, after.get(0).since());
  }
}
