/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// A consumer of the library as its users are: it sees the exported packages and nothing else.
open module io.github.election4j.docs {
  requires io.github.election4j;
  // Two tests read the sources as the compiler does.
  requires jdk.compiler;
  requires org.junit.jupiter.api;
}
