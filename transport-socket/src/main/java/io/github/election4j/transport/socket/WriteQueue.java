/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Frames on their way to one connection. A thread of the connection writes; those who send only
 * add.
 *
 * <p>Why callers do not write themselves: an interrupt of a virtual thread that is blocked in a
 * write closes the socket, which other calls share, and a blocking write heeds no timeout. Handing
 * over costs a switch between virtual threads, too little to be measured in a call over loopback,
 * and frames that gather meanwhile go out in one write.
 */
final class WriteQueue {

  private final int maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> frames = new ArrayDeque<>();
  private int queuedBytes;
  private boolean closed;

  /**
   * Makes an empty one.
   *
   * @param maxBytes how much may wait; what exceeds it is not taken
   */
  WriteQueue(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes a frame without blocking; false if it is closed or too much is waiting. */
  boolean offer(Frame frame) {
    byte[] bytes = frame.toBytes();
    lock.lock();
    try {
      if (closed || (queuedBytes > 0 && queuedBytes + bytes.length > maxBytes)) {
        return false;
      }
      frames.add(bytes);
      queuedBytes += bytes.length;
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Writes all that comes, until it is closed or the stream fails. Blocks. */
  void writeTo(OutputStream out) throws IOException, InterruptedException {
    byte[] bytes = take();
    while (bytes.length > 0) {
      out.write(bytes);
      out.flush();
      bytes = take();
    }
  }

  /** All that is waiting, as one array; empty once it is closed. */
  private byte[] take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (frames.isEmpty() && !closed) {
        changed.await();
      }
      if (closed) {
        return new byte[0];
      }
      byte[] bytes = frames.size() == 1 ? frames.remove() : joined();
      frames.clear();
      queuedBytes = 0;
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private byte[] joined() {
    byte[] all = new byte[queuedBytes];
    int position = 0;
    for (byte[] frame : frames) {
      System.arraycopy(frame, 0, all, position, frame.length);
      position += frame.length;
    }
    return all;
  }

  /** Drops what is waiting and ends {@link #writeTo}. */
  void close() {
    lock.lock();
    try {
      closed = true;
      frames.clear();
      queuedBytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
