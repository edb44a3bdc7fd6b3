/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.PeerReply;
import io.github.election4j.wire.PeerRequest;
import java.util.Optional;

/**
 * A message under way between two virtual nodes.
 *
 * @param asking who sent the request, or waits for the reply
 * @param asked who got the request, or sent the reply
 * @param request the request, or the one that is answered
 * @param reply the reply; empty for a request
 * @param dueNanos when a network that delivers by itself does so
 */
record VirtualMessage(
    String asking, String asked, PeerRequest request, Optional<PeerReply> reply, long dueNanos) {

  boolean isRequest() {
    return reply.isEmpty();
  }

  String from() {
    return isRequest() ? asking : asked;
  }

  String to() {
    return isRequest() ? asked : asking;
  }

  Link link() {
    return new Link(from(), to());
  }

  /** One direction between two nodes. */
  record Link(String from, String to) {}
}
