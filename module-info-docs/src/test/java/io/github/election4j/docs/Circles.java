/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Types, or packages, that use each other in a circle: none of them is understood, tested or
 * changed without all others. They are the strongly connected components of what uses what (Tarjan,
 * Depth-First Search and Linear Graph Algorithms, 1972).
 */
final class Circles {

  private final Map<String, Set<String>> uses;

  /** When each was met, and the earliest of those still open that it leads back to. */
  private final Map<String, Integer> met = new HashMap<>();

  private final Map<String, Integer> earliest = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final List<Set<String>> circles = new ArrayList<>();

  private Circles(Map<String, Set<String>> uses) {
    this.uses = uses;
  }

  /** The circles among these, each with at least two; what uses itself is none. */
  static List<Set<String>> of(Map<String, Set<String>> uses) {
    Circles circles = new Circles(new TreeMap<>(uses));
    circles.uses.keySet().forEach(circles::visit);
    return List.copyOf(circles.circles);
  }

  /** What each of these types uses of the others. A nested type counts as its outer one. */
  static Map<String, Set<String>> uses(Collection<ClassFile> classes) {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (ClassFile type : classes) {
      Set<String> used = uses.computeIfAbsent(outermost(type.name()), name -> new TreeSet<>());
      type.used().forEach(other -> used.add(outermost(other)));
    }
    uses.forEach(
        (type, used) -> {
          used.retainAll(uses.keySet());
          used.remove(type);
        });
    return uses;
  }

  private static String outermost(String type) {
    int nested = type.indexOf('$');
    return nested < 0 ? type : type.substring(0, nested);
  }

  private void visit(String one) {
    if (met.containsKey(one)) {
      return;
    }
    met.put(one, met.size());
    earliest.put(one, met.get(one));
    open.push(one);
    for (String used : uses.getOrDefault(one, Set.of())) {
      visit(used);
      if (open.contains(used)) {
        earliest.merge(one, earliest.get(used), Math::min);
      }
    }
    if (earliest.get(one).equals(met.get(one))) {
      close(one);
    }
  }

  /** Whatever was met after this one, and is open still, leads back to it. */
  private void close(String one) {
    Set<String> circle = new TreeSet<>();
    while (!circle.contains(one)) {
      circle.add(open.pop());
    }
    if (circle.size() > 1) {
      circles.add(circle);
    }
  }
}
