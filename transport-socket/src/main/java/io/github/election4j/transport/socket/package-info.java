/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The transport over TCP. One connection for each pair of members and direction, kept open;
 * requests are multiplexed on it.
 */
package io.github.election4j.transport.socket;
