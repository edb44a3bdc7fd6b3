/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

/** Remembers the outcomes of each transition: a map from a number to them that boxes nothing. */
final class Memory {

  private long[] keys = new long[1 << 16];
  private Outcome[][] outcomes = new Outcome[1 << 16][];
  private int size;

  int size() {
    return size;
  }

  /** The outcomes, or null if they are not known; "no outcome" is another thing. */
  Outcome[] get(long key) {
    return outcomes[place(key)];
  }

  void put(long key, Outcome[] made) {
    if (2 * size > keys.length) {
      grow();
    }
    int place = place(key);
    keys[place] = key;
    outcomes[place] = made;
    size++;
  }

  /** Finds where a transition is, or where it belongs. */
  private int place(long key) {
    int mask = keys.length - 1;
    int place = (int) (Fingerprints.mix(key) & mask);
    while (outcomes[place] != null && keys[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    Outcome[][] oldOutcomes = outcomes;
    keys = new long[2 * oldKeys.length];
    outcomes = new Outcome[keys.length][];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldOutcomes[i] != null) {
        int place = place(oldKeys[i]);
        keys[place] = oldKeys[i];
        outcomes[place] = oldOutcomes[i];
      }
    }
  }
}
