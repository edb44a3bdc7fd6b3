/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.store;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.util.Optional;

/** Keeps the record in memory: it lives as long as the member. Safe for use by any thread. */
public final class VolatileVoteStore implements VoteStore {

  private volatile Optional<VoteRecord> saved = Optional.empty();
  private volatile boolean closed;

  /** One that holds nothing yet. */
  public VolatileVoteStore() {}

  @Override
  public Optional<VoteRecord> load() {
    return saved;
  }

  @Override
  public void save(VoteRecord record) throws IOException {
    if (closed) {
      throw new IOException("this vote store is closed");
    }
    saved = Optional.of(record);
  }

  @Override
  public void close() {
    closed = true;
  }
}
