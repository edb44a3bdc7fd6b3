/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

/**
 * A leader's tenure: from when and until when it is active. Immutable.
 *
 * @param start the moments that the election fixed
 * @param leaseUntilNanos when the promises of its quorum may run out
 * @param stage how far it has come
 */
record Tenure(Start start, long leaseUntilNanos, Stage stage) {

  /**
   * The moments that an election fixes.
   *
   * @param electedAtNanos when it was won
   * @param activeFromNanos when the leader may become active, as its user wants it
   * @param exclusiveFromNanos when the promises to others have run out, however its user wants it
   */
  record Start(long electedAtNanos, long activeFromNanos, long exclusiveFromNanos) {}

  /** How far a tenure has come; it never goes back. */
  enum Stage {
    /** Elected, and not active yet. */
    ELECTED,
    /** Active, and announced as such. */
    GAINED,
    /** Given up: the leader never holds a lease in this term again. */
    GIVEN_UP
  }

  Tenure withLease(long untilNanos) {
    return new Tenure(start, untilNanos, stage);
  }

  Tenure with(Stage newStage) {
    return new Tenure(start, leaseUntilNanos, newStage);
  }

  boolean isGivenUp() {
    return stage == Stage.GIVEN_UP;
  }

  boolean wasAnnounced() {
    return stage == Stage.GAINED;
  }

  /** Whether the promises to others have run out, and its own lease lasts for a while yet. */
  boolean mayBecomeActive(long nowNanos, long whileNanos) {
    return Moments.isDue(start.activeFromNanos, nowNanos)
        && !Moments.isDue(leaseUntilNanos, nowNanos + whileNanos);
  }

  /**
   * From when the votes were asked for until the election was won, if they gave the lease; not
   * above 0 if a later round did.
   */
  long votesTookNanos(long leaseNanos) {
    long askedAtNanos = leaseUntilNanos - leaseNanos;
    return start.electedAtNanos - askedAtNanos;
  }

  boolean isActive(long nowNanos) {
    return lease().isValid(nowNanos);
  }

  /**
   * Nobody holds a lease before leadership is gained, nor after it is given up; then its times
   * still say for how long nobody else does.
   */
  Lease lease() {
    return stage == Stage.ELECTED
        ? Lease.NONE
        : new Lease(stage == Stage.GAINED, start.activeFromNanos, leaseUntilNanos);
  }

  /**
   * When a leader that is not answered by a quorum steps down (check-quorum, thesis 6.2). One whose
   * votes took so long that they gave no lease has as long as a lease to get its first one.
   */
  long stepDownAtNanos(long leaseNanos) {
    return stage == Stage.GAINED
        ? leaseUntilNanos
        : Moments.later(leaseUntilNanos, start.electedAtNanos + leaseNanos);
  }
}
