/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.util.Set;

/**
 * What the other side of a connection has proved to be, in this group.
 *
 * @param memberIds the members that it may speak as; perhaps none
 * @param operator whether it may give orders; a member's proof alone is no operator's
 * @param names all that its certificate names, in other groups too, for a person
 */
record Proof(Set<String> memberIds, boolean operator, String names) {

  /** Copies the ids. */
  Proof {
    memberIds = Set.copyOf(memberIds);
  }

  /** Whether it has proved nothing that counts in this group. */
  boolean isEmpty() {
    return memberIds.isEmpty() && !operator;
  }
}
