/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** A network inside one JVM, with faults on demand, for tests. */
module io.github.election4j.transport.inmemory {
  requires io.github.election4j;
}
