/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.exploration;

import java.util.ArrayDeque;

/** The states that are still to be expanded, first in first out, some tens of bytes each. */
final class Frontier {

  private static final int CHUNK = 1 << 20;
  private static final int LONGEST_STATE = 1 << 9;

  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int writeAt = CHUNK;
  private int readAt;
  private long size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(ClusterState state) {
    if (writeAt + LONGEST_STATE > CHUNK) {
      chunks.addLast(new byte[CHUNK]);
      writeAt = 0;
    }
    byte[] chunk = chunks.getLast();
    for (int node = 0; node < state.nodeCount(); node++) {
      write(chunk, state.node(node));
    }
    write(chunk, state.faults());
    write(chunk, state.history());
    write(chunk, state.messageCount());
    for (int i = 0; i < state.messageCount(); i++) {
      write(chunk, state.message(i));
    }
    size++;
  }

  /** Takes the oldest state. */
  void take(ClusterState state) {
    if (readAt + LONGEST_STATE > CHUNK) {
      chunks.removeFirst();
      readAt = 0;
    }
    byte[] chunk = chunks.getFirst();
    for (int node = 0; node < state.nodeCount(); node++) {
      state.setNode(node, (int) read(chunk));
    }
    state.setFaults((int) read(chunk));
    state.setHistory(read(chunk));
    int messages = (int) read(chunk);
    state.removeMessages();
    for (int i = 0; i < messages; i++) {
      state.send((int) read(chunk));
    }
    size--;
  }

  /** Seven bits a byte, the lowest first. */
  private void write(byte[] chunk, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      chunk[writeAt++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    chunk[writeAt++] = (byte) rest;
  }

  private long read(byte[] chunk) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = chunk[readAt++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
