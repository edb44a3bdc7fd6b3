/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import io.github.election4j.wire.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * Lines on their way to a stream that somebody reads slowly, or nobody at all: a pipe that is full
 * holds up whoever writes to it for as long as it is not read. Only a thread of this queue does; it
 * is one of the operating system's, so that no carrier of virtual threads stands still meanwhile.
 * Any thread may hand lines over, and none waits.
 *
 * <p>Each line is written in one piece. A reader that has gone away ends nothing: what it would
 * have read is lost.
 */
public final class LineQueue {

  /** So many lines wait at most, not counting those that are never left out. */
  static final int CAPACITY = 1_024;

  private final OutputStream stream;

  /** Guards what follows. Held for moments only, and never while the stream is written to. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private boolean writing;
  private long writingSinceNanos;

  /** Something to be written in its turn. */
  private sealed interface Entry {

    /** The line to write. */
    String text();
  }

  /** May hold what a stranger has sent; whatever reads it may be a terminal. */
  private record Line(String text) implements Entry {

    Line {
      text = PlainText.lines(text);
    }
  }

  /** Where lines are missing. */
  private static final class Gap implements Entry {
    private final LongFunction<String> account;
    private long count;

    Gap(LongFunction<String> account) {
      this.account = account;
    }

    @Override
    public String text() {
      return account.apply(count);
    }
  }

  /**
   * Starts the thread, which is a daemon.
   *
   * @param name of the thread
   * @param stream not buffered, and written to by nobody else
   */
  public LineQueue(String name, OutputStream stream) {
    this.stream = stream;
    // Now, and not with the first line: later there may be no thread left to have.
    Thread.ofPlatform().daemon().name(name).start(this::writeAll);
  }

  /**
   * Hands over a line that is never left out.
   *
   * @param line without its end; may hold several lines, which then stay together
   */
  public void print(String line) {
    lock.lock();
    try {
      add(new Line(line));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands over a line that is left out if too many wait already. What is left out between two other
   * lines is counted, and told there in one line.
   *
   * @param line without its end
   * @param account makes the line that tells how many were left out, on the queue's own thread
   */
  public void offer(String line, LongFunction<String> account) {
    lock.lock();
    try {
      if (waiting.size() < CAPACITY) {
        add(new Line(line));
        return;
      }
      if (!(waiting.peekLast() instanceof Gap)) {
        add(new Gap(account));
      }
      if (waiting.peekLast() instanceof Gap gap) {
        gap.count++;
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(Entry entry) {
    waiting.add(entry);
    changed.signalAll();
  }

  /**
   * Waits until all lines are written, but for no reader that does not read.
   *
   * @param patience how long to wait at most; a write that has not ended for so long by now is not
   *     waited for at all
   * @return whether all lines are written
   * @throws InterruptedException if interrupted
   */
  public boolean awaitWritten(Duration patience) throws InterruptedException {
    long start = System.nanoTime();
    lock.lock();
    try {
      while (writing || !waiting.isEmpty()) {
        long since = writing && writingSinceNanos - start < 0 ? writingSinceNanos : start;
        long left = patience.toNanos() - (System.nanoTime() - since);
        if (left <= 0) {
          return false;
        }
        boolean unused = changed.await(left, TimeUnit.NANOSECONDS);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void writeAll() {
    while (true) {
      Entry next = take();
      try {
        stream.write((next.text() + "\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
      } catch (IOException readerIsGone) {
        // There is nobody left to tell.
      } catch (RuntimeException | Error lineIsLost) {
        // The next one may find more memory, say. Without this thread none would ever be written.
      }
    }
  }

  /** The next to be written; the one before has been. */
  private Entry take() {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
      while (waiting.isEmpty()) {
        changed.awaitUninterruptibly();
      }
      writing = true;
      writingSinceNanos = System.nanoTime();
      return waiting.remove();
    } finally {
      lock.unlock();
    }
  }
}
