/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * A network inside one JVM, with faults on demand, for tests: of the library and of programs that
 * use it.
 *
 * @provides io.github.election4j.spi.TransportProvider the transport {@code inmemory}
 */
module io.github.election4j.transport.inmemory {
  requires transitive io.github.election4j;

  exports io.github.election4j.transport.inmemory;

  provides io.github.election4j.spi.TransportProvider with
      io.github.election4j.transport.inmemory.InMemoryTransportProvider;
}
