/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which directions are cut and how well the others work. Not safe for use by several threads. */
final class Topology {

  private final long seed;
  private final Map<Direction, FateSource> sources = new HashMap<>();
  private final Map<Direction, LinkQuality> qualities = new HashMap<>();
  private final Set<Direction> cut = new HashSet<>();
  private final Set<String> isolated = new HashSet<>();
  private final Set<Direction> openDespiteIsolation = new HashSet<>();
  private LinkQuality quality = LinkQuality.PERFECT;

  Topology(long seed) {
    this.seed = seed;
  }

  void cut(Direction direction) {
    cut.add(direction);
  }

  void isolate(String address) {
    isolated.add(address);
    openDespiteIsolation.removeIf(direction -> direction.touches(address));
  }

  void heal() {
    cut.clear();
    isolated.clear();
    openDespiteIsolation.clear();
  }

  void heal(Direction direction) {
    cut.remove(direction);
    if (isolates(direction)) {
      openDespiteIsolation.add(direction);
    }
  }

  void quality(LinkQuality newQuality) {
    quality = newQuality;
    qualities.clear();
  }

  void quality(Direction direction, LinkQuality newQuality) {
    qualities.put(direction, newQuality);
  }

  boolean isOpen(Direction direction) {
    if (cut.contains(direction)) {
      return false;
    }
    return !isolates(direction) || openDespiteIsolation.contains(direction);
  }

  /**
   * What happens to the next message. One is drawn for a message into a cut too, so that a cut does
   * not shift later draws.
   */
  Fate nextFate(Direction direction) {
    FateSource source = sources.computeIfAbsent(direction, key -> new FateSource(seed, key));
    return source.next(qualities.getOrDefault(direction, quality));
  }

  private boolean isolates(Direction direction) {
    if (direction.from().equals(direction.to())) {
      return false;
    }
    return isolated.contains(direction.from()) || isolated.contains(direction.to());
  }
}
