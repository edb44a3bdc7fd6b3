/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.core.machine.NodeView.Lease;

/**
 * A leader's term of office: from when and until when it is active. Immutable.
 *
 * @param start the moments that the election fixed
 * @param leaseUntilNanos when the promises of its quorum may run out
 * @param office how far it has come
 */
record Tenure(Start start, long leaseUntilNanos, Office office) {

  /**
   * The moments that an election fixes.
   *
   * @param electedAtNanos when it was won
   * @param activeFromNanos when the leader may become active, as its user wants it
   * @param exclusiveFromNanos when the promises to others have run out, however its user wants it
   */
  record Start(long electedAtNanos, long activeFromNanos, long exclusiveFromNanos) {}

  /** How far a term of office has come; it never goes back. */
  enum Office {
    /** Elected, and not active yet. */
    ELECTED,
    /** Active, and announced as such. */
    GAINED,
    /** Given up: the leader never holds a lease in this term again. */
    GIVEN_UP
  }

  Tenure withLease(long untilNanos) {
    return new Tenure(start, untilNanos, office);
  }

  Tenure with(Office newOffice) {
    return new Tenure(start, leaseUntilNanos, newOffice);
  }

  boolean isGivenUp() {
    return office == Office.GIVEN_UP;
  }

  boolean wasAnnounced() {
    return office == Office.GAINED;
  }

  boolean isActive(long nowNanos) {
    return lease().isValid(nowNanos);
  }

  Lease lease() {
    return isGivenUp() ? Lease.NONE : new Lease(true, start.activeFromNanos, leaseUntilNanos);
  }

  /**
   * When a leader that is not answered by a quorum steps down (check-quorum, thesis 6.2). One whose
   * votes took so long that they gave no lease has as long as a lease to get its first one.
   */
  long stepDownAtNanos(long leaseNanos) {
    return office == Office.GAINED
        ? leaseUntilNanos
        : Clock.later(leaseUntilNanos, start.electedAtNanos + leaseNanos);
  }
}
