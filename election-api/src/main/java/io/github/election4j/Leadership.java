/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

import java.time.Duration;

/**
 * One leadership of this member, handed to its {@linkplain Election#whileLeader tasks}. Safe for
 * use by any thread. Stays usable, and is invalid for ever, after the loss and after {@link
 * Election#close()}.
 *
 * @since 0.1
 */
public interface Leadership {

  /**
   * The term. It is a fencing token: higher than the term of any earlier leader of this group, for
   * ever, if votes are kept on disk. Hand it to the systems that the leader writes to, and let them
   * refuse a lower one than they have seen.
   *
   * @return the term, at least 1
   */
  long term();

  /**
   * Whether this member is the active leader in this term at this moment: compares the lease with
   * the monotonic clock of the caller. Lock-free; never blocks; never throws. What was true may be
   * false a moment later: act at once, or use the term as a fencing token.
   *
   * @return true while the lease is valid; never again after it was lost
   */
  boolean isValid();

  /**
   * Whether this leadership ends in order: this member has given it up, because it resigns,
   * transfers or closes, and waits for its tasks. It is not valid any more, yet nobody else can be
   * active before the tasks have ended, for at most the task grace; then the lease runs out. So an
   * interrupted task may finish what it has begun, flush or commit, while this is true. After a
   * loss (the network is cut, the process was paused) it is false, and somebody else may be at work
   * already: only the fencing token is left. With {@link Activation#WHEN_ELECTED} it says nothing
   * of others.
   *
   * <p>Compares with the monotonic clock of the caller. Lock-free; never blocks; never throws.
   *
   * @return false while the leadership is valid, after a loss, and once it is released or over
   */
  boolean isHandingOver();

  /**
   * How much of the lease is left, by the monotonic clock of the caller. A healthy leader renews it
   * at every heartbeat. Lock-free; never blocks; never throws.
   *
   * @return zero if it is not valid
   */
  Duration remaining();
}
