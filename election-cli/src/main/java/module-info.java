/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The command {@code election}. */
module io.github.election4j.cli {
  requires io.github.election4j;
}
