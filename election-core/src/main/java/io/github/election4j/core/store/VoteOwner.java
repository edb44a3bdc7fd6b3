/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

/**
 * Whose record a vote file holds.
 *
 * @param group the name of the cluster
 * @param memberId the member's id
 */
public record VoteOwner(String group, String memberId) {

  @Override
  public String toString() {
    return "member '%s' of group '%s'".formatted(memberId, group);
  }
}
