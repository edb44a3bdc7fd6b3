/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import java.util.Set;

/** The names of the files in a state directory. */
final class StateFiles {

  static final String VOTES = "votes";

  /** Under this name a vote file is made; a crash may leave it. */
  static final String UNFINISHED_VOTES = "votes.new";

  static final String LOCK = "lock";

  static final Set<String> ALL = Set.of(VOTES, UNFINISHED_VOTES, LOCK);

  private StateFiles() {}
}
