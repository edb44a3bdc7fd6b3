/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j;

/**
 * What a member does while it leads: see {@link Election#whileLeader}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface LeadershipTask {

  /**
   * Runs on a virtual thread of its own from the moment this member becomes the active leader, and
   * is interrupted when it no longer is. It should return soon after: within the task grace, or the
   * lease is not released and the next leader waits for its end. It may block and may call any
   * method of {@link Election}. A task that returns by itself is not run again in the same term.
   *
   * <p>Virtual threads share few carriers: a body that computes without ever blocking keeps one of
   * them for itself, and as many such bodies as there are processors keep the listeners and the
   * other tasks of this process from running. The lease does not live on these threads. Give long
   * computations a platform thread of their own, and wait for it here.
   *
   * @param leadership the leadership; never null
   * @throws Exception is logged as a warning and otherwise ignored; {@link InterruptedException} is
   *     the normal way out, and no fault
   */
  void run(Leadership leadership) throws Exception;
}
