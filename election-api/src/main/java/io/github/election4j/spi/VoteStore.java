/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.spi;

import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the one record that a member must still know after a crash. The engine calls one method at
 * a time, never two at once, but not always from the same thread. Both blocking methods may take as
 * long as the disk does: the member does nothing else meanwhile, so that a store must not call, nor
 * wait for anybody who calls, the {@link io.github.election4j.Election} that it serves.
 *
 * @since 0.1
 */
public interface VoteStore extends AutoCloseable {

  /**
   * Reads the newest record that was saved completely.
   *
   * @return the record, or empty if none was ever saved here; never null
   * @throws IOException if there was a record and it cannot be read. Never answered by an empty
   *     result: a member that starts from nothing may vote twice. The message says what to do
   */
  Optional<VoteRecord> load() throws IOException;

  /**
   * Makes a record durable: when this returns, a crash of the process or the machine does not lose
   * it. If it fails or the process dies meanwhile, {@link #load()} finds either this record or the
   * one before it, complete.
   *
   * @param record what to keep; not null
   * @throws IOException if the record may not be durable, or the store is closed; the member stops
   *     taking part
   */
  void save(VoteRecord record) throws IOException;

  /**
   * Releases what the store holds, so that another process can open it. Idempotent; never throws;
   * does not delete anything.
   */
  @Override
  void close();
}
