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
   * Runs on a thread of its own, a virtual one unless {@link ElectionBuilder#platformThreads()} was
   * asked for, from the moment this member becomes the active leader, and is interrupted when it no
   * longer is. It should return soon after: within the task grace, or the lease is not released and
   * the next leader waits for its end. It may block and may call any method of {@link Election}. A
   * task that returns by itself is not run again in the same term.
   *
   * <p>{@link Leadership#isHandingOver()} tells an interrupted body whether it may still finish
   * what it has begun.
   *
   * <p>Virtual threads share few carriers: a body that computes without ever blocking keeps one of
   * them for itself, and as many such bodies as there are processors keep the listeners and the
   * other tasks of this process from running. The lease does not live on these threads, but over a
   * transport that blocks its heartbeats begin on them, and come late until platform threads take
   * their place. For bodies that compute there is {@code platformThreads()}.
   *
   * @param leadership the leadership; never null
   * @throws Exception is logged as a warning and otherwise ignored; {@link InterruptedException} is
   *     the normal way out, and no fault
   */
  void run(Leadership leadership) throws Exception;
}
