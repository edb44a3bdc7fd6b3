/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.machine;

import io.github.election4j.wire.Sender;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The latest start that was seen of each peer's process. Immutable. */
record Incarnations(Map<String, Sender> latest) {

  /** Starts are counted from 1. */
  static final long NO_START = 0;

  static final Incarnations NONE = new Incarnations(Map.of());

  Optional<Sender> of(String peer) {
    return Optional.ofNullable(latest.get(peer));
  }

  /** The latest start that was met of a peer, if its word about its starts ever counted. */
  Optional<Long> startOf(String peer) {
    return of(peer).map(Sender::incarnation).filter(start -> start != NO_START);
  }

  boolean isStale(Sender peer) {
    Sender known = latest.get(peer.id());
    return known != null && peer.incarnation() < known.incarnation();
  }

  /** The later incarnation that was met, if the peer's is an earlier one. */
  Optional<Long> newerThan(Sender peer) {
    return isStale(peer) ? of(peer.id()).map(Sender::incarnation) : Optional.empty();
  }

  /**
   * Also notes who has proved nothing: what it says of its priority counts, what it says of its
   * starts does not, since a later start would silence the member that it says to be.
   */
  Incarnations withWordOf(Sender peer) {
    long known = of(peer.id()).map(Sender::incarnation).orElse(NO_START);
    return isStale(peer)
        ? this
        : with(new Sender(peer.id(), known, peer.identity(), peer.priority()));
  }

  Incarnations with(Sender peer) {
    if (peer.equals(latest.get(peer.id())) || isStale(peer)) {
      return this;
    }
    Map<String, Sender> all = new HashMap<>(latest);
    all.put(peer.id(), peer);
    return new Incarnations(Collections.unmodifiableMap(all));
  }
}
