/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.runtime;

import io.github.election4j.spi.VoteStore;
import io.github.election4j.spi.VoteStoreProvider;
import io.github.election4j.wire.VoteRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A store that fails or hangs when it is told to. */
final class TestStore implements VoteStore, VoteStoreProvider {

  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Optional<VoteRecord> saved = Optional.empty();
  private volatile boolean fails;
  private volatile boolean hangs;
  private volatile boolean isHanging;
  private volatile boolean sawInterrupt;
  private volatile boolean closed;

  void fail() {
    fails = true;
  }

  void hang() {
    hangs = true;
  }

  void release() {
    released.countDown();
  }

  boolean isHanging() {
    return isHanging;
  }

  boolean sawInterrupt() {
    return sawInterrupt;
  }

  boolean isClosed() {
    return closed;
  }

  Optional<VoteRecord> saved() {
    return saved;
  }

  @Override
  public VoteStore open(String group, String memberId) {
    closed = false;
    return this;
  }

  @Override
  public Optional<VoteRecord> load() {
    return saved;
  }

  @Override
  public void save(VoteRecord record) throws IOException {
    sawInterrupt |= Thread.currentThread().isInterrupted();
    if (hangs) {
      isHanging = true;
      try {
        released.await();
      } catch (InterruptedException interrupted) {
        sawInterrupt = true;
        throw new IOException(interrupted);
      }
    }
    if (fails) {
      throw new IOException("no space left on the device");
    }
    saved = Optional.of(record);
  }

  @Override
  public void close() {
    closed = true;
  }
}
