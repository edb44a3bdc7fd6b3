/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.simulation;

import io.github.election4j.wire.VoteRecord;
import io.github.election4j.wire.VoteRecordCodec;
import io.github.election4j.wire.WireFormatException;
import java.util.Optional;

/** The disk of one node: it outlives the process. What is kept went through the real codec. */
final class SimulatedStore {

  private Optional<VoteRecord> durable = Optional.empty();
  private boolean wiped;
  private boolean failsNext;
  private boolean hangsNext;
  private long stallNanos;

  /** What a process that starts now reads. */
  Optional<VoteRecord> load() {
    return durable;
  }

  /** Makes a record durable. */
  void commit(VoteRecord record) {
    try {
      durable = Optional.of(VoteRecordCodec.decode(VoteRecordCodec.encode(record)));
    } catch (WireFormatException unreadable) {
      throw new IllegalStateException(
          "a record that the machine wrote cannot be read back: " + record, unreadable);
    }
  }

  /** Loses everything. */
  void wipe() {
    durable = Optional.empty();
    wiped = true;
  }

  /** Whether it ever lost everything. */
  boolean wasWiped() {
    return wiped;
  }

  /** Lets the next write fail. */
  void failNext() {
    failsNext = true;
  }

  /** Whether this write is to fail. */
  boolean takeFailure() {
    boolean fails = failsNext;
    failsNext = false;
    return fails;
  }

  /** Lets the next write not end. */
  void hangNext() {
    hangsNext = true;
  }

  /** Whether this write is not to end. */
  boolean takeHang() {
    boolean hangs = hangsNext;
    hangsNext = false;
    return hangs;
  }

  /** Lets the next write take that much longer. */
  void stallNext(long nanos) {
    stallNanos = nanos;
  }

  /** How much longer this write takes. */
  long takeStall() {
    long stall = stallNanos;
    stallNanos = 0;
    return stall;
  }

  void heal() {
    failsNext = false;
    hangsNext = false;
    stallNanos = 0;
  }
}
