/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import java.time.Duration;
import java.util.List;

/**
 * What a member runs while it leads.
 *
 * @param program all words of the program, at least one
 * @param grace how long it may take to end when it is asked to, before it is made to
 * @param restart whether the member goes on when the program has ended by itself
 */
public record ProgramPlan(List<String> program, Duration grace, boolean restart) {

  /** Copies the words. */
  public ProgramPlan {
    program = List.copyOf(program);
  }
}
