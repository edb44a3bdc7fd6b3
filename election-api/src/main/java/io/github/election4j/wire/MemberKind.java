/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

/**
 * What part a member has in elections.
 *
 * @since 0.1
 */
public enum MemberKind {
  /** Votes, and may lead. */
  VOTER("voter"),
  /** Votes, and never leads. */
  WITNESS("witness"),
  /** Listens, and does not vote. */
  OBSERVER("observer");

  private final String word;

  MemberKind(String word) {
    this.word = word;
  }

  /**
   * The word for it, for people and for programs.
   *
   * @return one word in lower case, always the same
   */
  public String word() {
    return word;
  }
}
