/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Frames that are waiting to be written to one connection. Whoever sends writes by itself if
 * nothing is waiting, which spares a switch to another thread and back; what the socket does not
 * take then waits until it does, and the connection's loop goes on with it. The lock is held for as
 * long as a write that does not block takes.
 */
final class WriteQueue {

  /** Where the bytes go. Called with the lock held, so it calls nobody else. */
  interface Sink {

    /** Writes what can be written now, without blocking. */
    void write(ByteBuffer bytes) throws IOException;

    /** Says whether {@link #flush} is to be called when more can be written. */
    void awaitWritable(boolean wanted);
  }

  private final Allowance allowance;
  private final Sink sink;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
  private boolean closed;

  /**
   * Makes an empty one.
   *
   * @param allowance says how much may wait; what exceeds it is not taken
   */
  WriteQueue(Allowance allowance, Sink sink) {
    this.allowance = allowance;
    this.sink = sink;
  }

  /**
   * Writes a frame, or lets it wait.
   *
   * @return false if this is closed, or too much is waiting
   * @throws IOException if the connection is broken
   */
  boolean offer(Frame frame) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(frame.toBytes());
    lock.lock();
    try {
      // Before the first byte is written: a frame that was begun must be ended.
      if (closed || allowance.holdBytes(bytes.remaining()).isPresent()) {
        return false;
      }
      write(bytes);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Called with the lock held, and with the allowance taken for the frame. */
  private void write(ByteBuffer bytes) throws IOException {
    int before = bytes.remaining();
    try {
      // By its contract a channel that an interrupted thread writes to may close, for all others
      // too. The JDK closes none that does not block; what need not be relied on is not.
      if (waiting.isEmpty() && !Thread.currentThread().isInterrupted()) {
        sink.write(bytes);
      }
    } catch (IOException | RuntimeException | Error broken) {
      allowance.freeBytes(before);
      throw broken;
    }
    allowance.freeBytes(before - bytes.remaining());
    if (bytes.hasRemaining()) {
      boolean first = waiting.isEmpty();
      waiting.add(bytes);
      if (first) {
        sink.awaitWritable(true);
      }
    }
  }

  /** Writes what can be written now of what is waiting. */
  void flush() throws IOException {
    lock.lock();
    try {
      ByteBuffer next = waiting.peek();
      while (next != null) {
        int before = next.remaining();
        sink.write(next);
        allowance.freeBytes(before - next.remaining());
        if (next.hasRemaining()) {
          return;
        }
        waiting.remove();
        next = waiting.peek();
      }
      sink.awaitWritable(false);
    } finally {
      lock.unlock();
    }
  }

  /** Whether something is waiting. */
  boolean isWaiting() {
    lock.lock();
    try {
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Drops what is waiting, and takes nothing more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(bytes -> allowance.freeBytes(bytes.remaining()));
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }
}
