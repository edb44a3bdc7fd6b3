/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each distinct value a small number, in the order in which the values are met. */
final class Interner<T> {

  private final Map<T, Integer> numbers = new HashMap<>();
  private final List<T> values = new ArrayList<>();

  int number(T value) {
    Integer known = numbers.get(value);
    if (known != null) {
      return known;
    }
    int next = values.size();
    numbers.put(value, next);
    values.add(value);
    return next;
  }

  T value(int number) {
    return values.get(number);
  }

  int size() {
    return values.size();
  }
}
