/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The election algorithm and its runtime. Exports nothing: it is reached through a service of the
 * api.
 *
 * @provides io.github.election4j.spi.ElectionEngine which runs elections
 */
module io.github.election4j.core {
  requires io.github.election4j;

  provides io.github.election4j.spi.ElectionEngine with
      io.github.election4j.core.runtime.CoreElectionEngine;
}
