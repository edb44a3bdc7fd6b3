/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Sender;
import java.util.HashMap;
import java.util.Map;

/** The latest start that was seen of each peer's process. Immutable. */
record Incarnations(Map<String, Long> latest) {

  static final Incarnations NONE = new Incarnations(Map.of());

  boolean isStale(Sender peer) {
    return peer.incarnation() < latest.getOrDefault(peer.id(), -1L);
  }

  boolean isRestart(Sender peer) {
    return latest.containsKey(peer.id()) && peer.incarnation() > latest.getOrDefault(peer.id(), 0L);
  }

  Incarnations with(Sender peer) {
    if (latest.getOrDefault(peer.id(), -1L) >= peer.incarnation()) {
      return this;
    }
    Map<String, Long> all = new HashMap<>(latest);
    all.put(peer.id(), peer.incarnation());
    return new Incarnations(Map.copyOf(all));
  }
}
