/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.Member;

/**
 * Who a transport speaks for.
 *
 * @param group the name of the cluster; a transport carries it in every message and refuses those
 *     of other groups
 * @param self the member, with the address that the transport is to be reached at
 * @param incarnation grows with each start of the member's process
 * @since 0.1
 */
public record TransportContext(String group, Member self, long incarnation) {}
