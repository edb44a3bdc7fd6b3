/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Carries the messages of an election over sockets. */
module io.github.election4j.transport.socket {
  requires io.github.election4j;
}
