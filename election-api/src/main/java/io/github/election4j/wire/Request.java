/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * A message that asks; each is answered by one {@link Reply}.
 *
 * @since 0.1
 */
public sealed interface Request extends Message permits PeerRequest, ControlRequest {}
