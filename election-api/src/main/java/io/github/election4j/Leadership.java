/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Duration;

/**
 * One term of office of this member. Safe for use by any thread; stays usable, and invalid for
 * ever, after the loss.
 */
public interface Leadership {

  /**
   * The term: a fencing token, higher than that of any earlier leader.
   *
   * @return the term
   */
  long term();

  /**
   * Whether this member is the active leader in this term at this moment: compares the lease with
   * the monotonic clock of the caller. Lock-free; never blocks; never throws. What was true may be
   * false a moment later: act at once, or use the term as a fencing token.
   *
   * @return true while the lease is valid
   */
  boolean isValid();

  /**
   * How much of the lease is left. Lock-free; never blocks.
   *
   * @return zero if it is not valid
   */
  Duration remaining();
}
