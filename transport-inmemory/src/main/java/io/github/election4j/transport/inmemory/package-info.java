/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Clusters inside one JVM, for tests. {@link
 * io.github.election4j.transport.inmemory.InMemoryCluster} starts one; {@link
 * io.github.election4j.transport.inmemory.InMemoryNetwork} connects its members, with real threads
 * and real blocking calls, and cuts, delays, loses, duplicates and reorders what they send.
 */
package io.github.election4j.transport.inmemory;
