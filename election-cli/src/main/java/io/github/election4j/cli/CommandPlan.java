/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli;

import java.time.Duration;
import java.util.List;

/**
 * What a member runs while it leads.
 *
 * @param command all words of the command, at least one
 * @param grace how long it may take to end when it is asked to, before it is made to
 * @param restart whether the member goes on when the command has ended by itself
 */
record CommandPlan(List<String> command, Duration grace, boolean restart) {

  /** Copies the words. */
  CommandPlan {
    command = List.copyOf(command);
  }
}
