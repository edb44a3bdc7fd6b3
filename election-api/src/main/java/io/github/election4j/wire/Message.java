/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * Anything that crosses the network between members, or between the command and a member.
 *
 * @since 0.1
 */
public sealed interface Message permits Request, Reply {}
