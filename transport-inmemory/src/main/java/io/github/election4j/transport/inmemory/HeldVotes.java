/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.inmemory;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.spi.VoteStoreProvider;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The vote record of one member, in memory, but kept when the member is stopped and started again.
 */
final class HeldVotes implements VoteStoreProvider {

  private final ReentrantLock lock = new ReentrantLock();
  private Optional<VoteRecord> newest = Optional.empty();
  private Optional<VoteStore> opened = Optional.empty();

  @Override
  public VoteStore open(String group, String memberId) throws IOException {
    lock.lock();
    try {
      if (opened.isPresent()) {
        throw new IOException(
            "the vote record of '%s' is in use; stop the member first".formatted(memberId));
      }
      VoteStore store = new Store();
      opened = Optional.of(store);
      return store;
    } finally {
      lock.unlock();
    }
  }

  /** What is open until it is closed. */
  private final class Store implements VoteStore {

    @Override
    public Optional<VoteRecord> load() throws IOException {
      lock.lock();
      try {
        requireOpen();
        return newest;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void save(VoteRecord record) throws IOException {
      lock.lock();
      try {
        requireOpen();
        newest = Optional.of(record);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (isOpen()) {
          opened = Optional.empty();
        }
      } finally {
        lock.unlock();
      }
    }

    private boolean isOpen() {
      return opened.isPresent() && opened.get() == this;
    }

    private void requireOpen() throws IOException {
      if (!isOpen()) {
        throw new IOException("the vote store is closed");
      }
    }
  }
}
