/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The election algorithm and its runtime. Exports nothing: it is reached through a service of the
 * api.
 */
module io.github.election4j.core {
  requires io.github.election4j;
}
