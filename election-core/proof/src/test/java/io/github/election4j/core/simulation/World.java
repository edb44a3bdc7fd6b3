/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.wire.WireCodec;

/**
 * What all parts of one run share.
 *
 * @param timeline true time
 * @param roster the nodes
 * @param checker watches everything
 * @param trace remembers the last of everything
 * @param codec carries the messages
 */
record World(
    Timeline timeline, Roster roster, InvariantChecker checker, Trace trace, WireCodec codec) {}
