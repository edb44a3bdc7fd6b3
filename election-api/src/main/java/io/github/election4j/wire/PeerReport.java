/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a member sees one of the others, for an operator.
 *
 * @param id of the other member
 * @param address at which it is called
 * @param contact when it was met, and how long its answers take
 * @param trouble what keeps it from being of use, for a person; empty if nothing is known to
 * @param useless whether its vote does not count for as long as that is so, although it answers
 * @since 0.1
 */
public record PeerReport(
    String id, String address, Contact contact, Optional<String> trouble, boolean useless) {

  /** The longest text about a trouble, in bytes of UTF-8: as many reports as there are fit. */
  public static final int MAX_TROUBLE_BYTES = 320;

  /** Checks the bounds. */
  public PeerReport {
    WireLimits.requireName("member id", id);
    WireLimits.requireAddress(address);
    trouble = trouble.map(PlainText::toLines);
    trouble.ifPresent(text -> WireLimits.requireText("trouble", text, MAX_TROUBLE_BYTES, true));
  }

  /**
   * When a member was met.
   *
   * @param sinceNanos how long ago something came from it, in nanoseconds; empty if nothing has
   * @param roundTripNanos how long its latest answer took, in nanoseconds; empty if it has not
   *     answered
   * @since 0.1
   */
  public record Contact(OptionalLong sinceNanos, OptionalLong roundTripNanos) {

    /** Checks the bounds. */
    public Contact {
      sinceNanos.ifPresent(
          nanos -> WireLimits.requireRange("time since contact", nanos, 0, Long.MAX_VALUE));
      roundTripNanos.ifPresent(
          nanos -> WireLimits.requireRange("round trip", nanos, 0, Long.MAX_VALUE));
    }
  }
}
