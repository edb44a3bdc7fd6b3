/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Leader election for the JVM, without dependencies.
 *
 * <p>Programs use {@link io.github.election4j}; authors of transports and vote stores also use
 * {@link io.github.election4j.spi} and {@link io.github.election4j.wire}.
 */
module io.github.election4j {
  exports io.github.election4j;
  exports io.github.election4j.spi;
  exports io.github.election4j.wire;

  uses io.github.election4j.spi.ElectionEngine;
  uses io.github.election4j.spi.TransportProvider;
}
