/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * What every request between members begins with.
 *
 * @param sender who asks
 * @param term the sender's term when it asked
 * @param round the sender's number for this round of requests; it grows within an incarnation, and
 *     the reply repeats it
 * @since 0.1
 */
public record RequestHeader(Sender sender, long term, long round) {

  /** Checks the bounds. */
  public RequestHeader {
    WireLimits.requireTerm(term);
    WireLimits.requireRange("round", round, 0, Long.MAX_VALUE);
  }
}
