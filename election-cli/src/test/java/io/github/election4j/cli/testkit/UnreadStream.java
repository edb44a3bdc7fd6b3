/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A full pipe: whoever writes to it stands still until somebody reads. */
public final class UnreadStream extends OutputStream {

  private final CountDownLatch met = new CountDownLatch(1);
  private final CountDownLatch read = new CountDownLatch(1);
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Override
  public void write(int oneByte) {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    met.countDown();
    boolean unread = true;
    while (unread) {
      try {
        read.await();
        unread = false;
      } catch (InterruptedException noReader) {
        // As it is with a pipe: that does not help.
      }
    }
    written.write(bytes, offset, length);
  }

  /** Waits until somebody stands still. */
  public void awaitWriter() throws InterruptedException {
    assertTrue(met.await(60, TimeUnit.SECONDS), "nobody writes");
  }

  /** Reads on from now on. */
  public void read() {
    read.countDown();
  }

  /** All that could be written. */
  public String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
