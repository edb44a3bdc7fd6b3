/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is made from, and made again from: the same id gives the same run. Written {@code
 * seed}, {@code seed:nodes} or {@code seed:nodes:FAULT+FAULT}; the two latter forms are what
 * shrinking finds.
 *
 * @param seed the root of all randomness
 * @param nodes how many nodes; drawn from the seed if empty
 * @param allowed of the faults that the seed would have, those that are not left out
 */
record RunId(long seed, OptionalInt nodes, Set<FaultKind> allowed) {

  private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
  private static final String NO_FAULT = "-";

  /** Copies the set, in the order of the kinds. */
  RunId {
    Set<FaultKind> copy = EnumSet.noneOf(FaultKind.class);
    copy.addAll(allowed);
    allowed = copy;
  }

  static RunId of(long seed) {
    return new RunId(seed, OptionalInt.empty(), ALL);
  }

  RunId withNodes(int newNodes) {
    return new RunId(seed, OptionalInt.of(newNodes), allowed);
  }

  RunId only(Set<FaultKind> kinds) {
    return new RunId(seed, nodes, kinds);
  }

  RunId without(FaultKind kind) {
    Set<FaultKind> rest = EnumSet.noneOf(FaultKind.class);
    rest.addAll(allowed);
    rest.remove(kind);
    return only(rest);
  }

  /** Reads what {@link #toString()} wrote. */
  static RunId parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 3) {
      throw new IllegalArgumentException(
          "run id is '%s'; expected seed, seed:nodes or seed:nodes:FAULT+FAULT".formatted(text));
    }
    RunId id = RunId.of(Long.parseLong(parts[0]));
    if (parts.length > 1 && !parts[1].isEmpty()) {
      id = id.withNodes(Integer.parseInt(parts[1]));
    }
    return parts.length == 3 ? id.only(faults(parts[2])) : id;
  }

  private static Set<FaultKind> faults(String text) {
    return text.equals(NO_FAULT)
        ? Set.of()
        : Arrays.stream(text.split("\\+")).map(FaultKind::valueOf).collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    String size = nodes.isPresent() ? String.valueOf(nodes.getAsInt()) : "";
    if (allowed.equals(ALL)) {
      return seed + (size.isEmpty() ? "" : ":" + size);
    }
    String kinds = allowed.stream().map(FaultKind::name).collect(Collectors.joining("+"));
    return seed + ":" + size + ":" + (kinds.isEmpty() ? NO_FAULT : kinds);
  }
}
