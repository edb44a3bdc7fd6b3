/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * A message that answers a {@link Request}.
 *
 * @since 0.1
 */
public sealed interface Reply extends Message permits PeerReply, ControlReply {}
