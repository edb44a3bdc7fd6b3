/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.core.machine.Lease;
import io.github.election4j.core.machine.MachineSettings;

/**
 * Checks {@link Invariant#GAINED_FOR_A_WHILE} and {@link Invariant#LEASE_IS_NOT_RESUMED} for one
 * process: a leader that could not renew its lease steps down by itself (check-quorum).
 */
final class LeaseContinuity {

  private static final long NONE = -1;

  private final String id;
  private long gainedTerm = NONE;
  private long electedAtNanos;
  private Lease shown = Lease.NONE;

  LeaseContinuity(String id) {
    this.id = id;
  }

  /** The process shows that it leads, as it does since this moment of its clock. */
  void elected(long stepNanos) {
    electedAtNanos = stepNanos;
  }

  /** The process announced that it is active in a term. */
  void gained(long term, Lease lease, long stepNanos, MachineSettings settings) {
    gainedTerm = term;
    long left = lease.untilNanos() - stepNanos;
    long askedAtNanos = lease.untilNanos() - settings.leaseNanos();
    long needed = Math.max(settings.timing().heartbeatNanos(), electedAtNanos - askedAtNanos);
    if (left < needed) {
      throw new Violation(
          Invariant.GAINED_FOR_A_WHILE,
          "%s becomes active with %d ns left of its lease; the next answers may take %d ns"
              .formatted(id, left, needed));
    }
  }

  /**
   * The process shows a lease, or that it has none, as it was computed at a moment of its clock.
   */
  void shows(long term, Lease lease, long stepNanos) {
    boolean ranOut = shown.held() && stepNanos - shown.untilNanos() >= 0;
    if (term == gainedTerm && ranOut && lease.isValid(stepNanos)) {
      throw new Violation(
          Invariant.LEASE_IS_NOT_RESUMED,
          "%s is active again in term %d, %d ns after its lease had run out"
              .formatted(id, term, stepNanos - shown.untilNanos()));
    }
    shown = lease;
  }
}
