/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import java.nio.ByteBuffer;

/** What a transport sends back for a request. */
sealed interface Response {

  /** An encoded reply. */
  record Frame(ByteBuffer bytes) implements Response {}

  /** The news that there will be no reply. */
  record Refusal(String reason) implements Response {}

  /** Nothing at all: the call waits until its timeout. */
  record Silence() implements Response {}
}
