/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.Member;

/**
 * Who a node is, from its start on.
 *
 * @param self its id and address
 * @param incarnationHint grows with each start; the machine takes one above the last durable one if
 *     that is higher
 * @param identityHint drawn at random; used if the vote record is new
 */
public record NodeIdentity(Member self, long incarnationHint, long identityHint) {}
