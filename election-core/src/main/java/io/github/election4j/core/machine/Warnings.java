/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.ElectionEvent;
import java.util.HashSet;
import java.util.Set;

/** Tells an operator of each thing once. */
final class Warnings {

  /** Whoever invents names must not fill the memory with what was said of each. */
  private static final int MOST = 512;

  private final Node node;
  private final Set<String> given = new HashSet<>();

  Warnings(Node node) {
    this.node = node;
  }

  /** Warns of a peer, once for each subject. */
  void once(String peer, String subject, String message) {
    if (given.size() < MOST && given.add(peer + '/' + subject)) {
      node.tell(new Effect.Announce(new ElectionEvent.Warning(node.term(), message)));
    }
  }
}
