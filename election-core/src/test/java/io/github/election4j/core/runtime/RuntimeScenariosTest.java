/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.Leader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole members with real threads, over a network that breaks on demand. */
@DisplayName("Members over a network")
class RuntimeScenariosTest {

  @Test
  @DisplayName("A single member leads and stays")
  void singleMember() throws Exception {
    try (LocalCluster cluster = LocalCluster.started("a")) {
      Leader leader = cluster.awaitAgreement();
      assertEquals("a", leader.id());
    }
  }

  @Test
  @DisplayName("Three members agree on one leader")
  void three() throws Exception {
    try (LocalCluster cluster = LocalCluster.started("a", "b", "c")) {
      Leader leader = cluster.awaitAgreement();
      assertTrue(cluster.member(leader.id()).isLeader());
    }
  }
}
