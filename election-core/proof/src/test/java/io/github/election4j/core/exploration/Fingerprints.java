/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

/**
 * The fingerprints of all states met, 64 bits each, in one table with open addressing.
 *
 * <p>Two different states with one fingerprint would hide one of them. Among n states the
 * probability of any such pair is below n² / 2^65: 3 in 10^8 for a million states, 7 in 10^5 for
 * fifty million.
 */
final class Fingerprints {

  private static final double FULL = 0.7;
  private static final int LARGEST = 1 << 30;

  private long[] table = new long[1 << 16];
  private long size;

  /** Adds a fingerprint, and says whether it is new. */
  boolean add(long fingerprint) {
    if (size > table.length * FULL) {
      grow();
    }
    // 0 marks an empty place.
    boolean added = insert(table, fingerprint == 0 ? 1 : fingerprint);
    size += added ? 1 : 0;
    return added;
  }

  private void grow() {
    if (table.length == LARGEST) {
      throw new IllegalStateException("more states than the table of fingerprints can hold");
    }
    long[] larger = new long[2 * table.length];
    for (long fingerprint : table) {
      if (fingerprint != 0) {
        insert(larger, fingerprint);
      }
    }
    table = larger;
  }

  private static boolean insert(long[] table, long fingerprint) {
    int mask = table.length - 1;
    int index = (int) fingerprint & mask;
    while (table[index] != 0) {
      if (table[index] == fingerprint) {
        return false;
      }
      index = (index + 1) & mask;
    }
    table[index] = fingerprint;
    return true;
  }

  /** The generator SplitMix64 (Steele, Lea and Flood, 2014): a bijection that avalanches. */
  static long mix(long value) {
    long mixed = (value + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
