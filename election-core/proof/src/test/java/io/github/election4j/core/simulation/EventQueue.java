/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import java.util.Arrays;
import java.util.NoSuchElementException;

/**
 * What is still to happen, ordered by time, and at the same time by the order of adding: a binary
 * heap in three arrays, so that adding and taking allocate nothing.
 */
final class EventQueue {

  private long[] times = new long[256];
  private long[] sequences = new long[256];
  private Occurrence[] occurrences = new Occurrence[256];
  private int size;
  private long nextSequence;

  void add(long time, Occurrence occurrence) {
    if (size == times.length) {
      grow();
    }
    long sequence = nextSequence++;
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (isBefore(times[parent], sequences[parent], time, sequence)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, time, sequence, occurrence);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** When the next one happens; {@link Long#MAX_VALUE} if nothing will. */
  long nextTime() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /** Takes the next one out. */
  Occurrence poll() {
    if (size == 0) {
      throw new NoSuchElementException("the event queue is empty");
    }
    Occurrence first = occurrences[0];
    size--;
    long time = times[size];
    long sequence = sequences[size];
    Occurrence last = occurrences[size];
    occurrences[size] = null;
    if (size > 0) {
      sink(time, sequence, last);
    }
    return first;
  }

  private void sink(long time, long sequence, Occurrence occurrence) {
    int hole = 0;
    int child = 1;
    while (child < size) {
      int right = child + 1;
      if (right < size
          && isBefore(times[right], sequences[right], times[child], sequences[child])) {
        child = right;
      }
      if (isBefore(time, sequence, times[child], sequences[child])) {
        break;
      }
      move(child, hole);
      hole = child;
      child = 2 * hole + 1;
    }
    put(hole, time, sequence, occurrence);
  }

  private static boolean isBefore(long time, long sequence, long otherTime, long otherSequence) {
    return time < otherTime || (time == otherTime && sequence < otherSequence);
  }

  private void move(int from, int to) {
    put(to, times[from], sequences[from], occurrences[from]);
  }

  private void put(int slot, long time, long sequence, Occurrence occurrence) {
    times[slot] = time;
    sequences[slot] = sequence;
    occurrences[slot] = occurrence;
  }

  private void grow() {
    int capacity = times.length * 2;
    times = Arrays.copyOf(times, capacity);
    sequences = Arrays.copyOf(sequences, capacity);
    occurrences = Arrays.copyOf(occurrences, capacity);
  }
}
