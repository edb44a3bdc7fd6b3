/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/** What a member does while it leads. */
@FunctionalInterface
public interface LeadershipTask {

  /**
   * Runs on a virtual thread of its own from the moment this member becomes the active leader, and
   * is interrupted when it no longer is. It should return soon after: the lease is handed over only
   * when it has. A task that returns by itself is not run again in the same term of office.
   *
   * @param leadership the term of office
   * @throws Exception is logged; {@link InterruptedException} is the normal way out
   */
  void run(Leadership leadership) throws Exception;
}
