/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import java.time.Duration;

/** What becomes of bodies that are to end. Called on the delivery thread. */
interface TaskReports {

  /** No body of a term, or of an earlier one, runs any more, and somebody waits for that. */
  void ended(long term);

  /** A body goes on after the grace. Told once for each term. */
  void overran(long term, Duration sinceInterrupt);

  /** A body goes on after the grace, and whoever waits for its end is not to wait any longer. */
  void notEnded(long term);
}
