/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lines on their way to the system's log. A logger may block for as long as it likes, on a full
 * pipe or a file, so no thread that serves connections calls one: it leaves the line here, and a
 * thread that lives only while there are lines hands them on. What is too much, or cannot be handed
 * on because there is no such thread, is left out and counted.
 */
final class Log {

  /** For the transports of this process: the log is the process's too. */
  static final Log SHARED =
      new Log(
          System.getLogger("io.github.election4j.transport.socket"),
          writing -> Thread.ofPlatform().daemon().name("election-socket-log").start(writing));

  private static final int MAX_LINES = 256;

  private record Line(Level level, Supplier<String> text, Optional<Throwable> thrown) {

    String plainText() {
      return Printable.of(text.get());
    }
  }

  private final Logger logger;
  private final Executor threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Line> lines = new ArrayDeque<>();
  private final LongAdder faults = new LongAdder();
  private boolean writing;
  private long leftOut;

  /**
   * Has no lines yet.
   *
   * @param logger gets the lines
   * @param threads runs what writes them; asked anew whenever a line comes and none is at it
   */
  Log(Logger logger, Executor threads) {
    this.logger = logger;
    this.threads = threads;
  }

  /** How many lines came with something that was thrown, for tests. */
  long faults() {
    return faults.sum();
  }

  /**
   * Never throws: what was thrown may be that there is no memory, and whoever caught it goes on.
   */
  void warning(String text, Throwable thrown) {
    faults.increment();
    try {
      addLine(text, thrown);
    } catch (OutOfMemoryError noMemory) {
      // The line is left out.
      return;
    }
  }

  private void addLine(String text, Throwable thrown) {
    add(new Line(Level.WARNING, () -> text, Optional.of(thrown)));
  }

  void add(Level level, Supplier<String> text) {
    add(new Line(level, text, Optional.empty()));
  }

  private void add(Line line) {
    boolean begin;
    lock.lock();
    try {
      if (lines.size() >= MAX_LINES) {
        leftOut++;
        return;
      }
      lines.add(line);
      begin = !writing;
      writing = true;
    } finally {
      lock.unlock();
    }
    if (begin) {
      beginToWrite();
    }
  }

  private void beginToWrite() {
    try {
      threads.execute(this::write);
    } catch (RuntimeException | Error noThread) {
      lock.lock();
      try {
        // The next line tries again, and finds these waiting before it.
        writing = false;
      } finally {
        lock.unlock();
      }
    }
  }

  private void write() {
    Optional<Line> next = next();
    while (next.isPresent()) {
      handOn(next.get());
      next = next();
    }
  }

  /** The next line, or none, and then the thread that asked is not the one that writes any more. */
  private Optional<Line> next() {
    lock.lock();
    try {
      if (leftOut > 0) {
        long count = leftOut;
        leftOut = 0;
        return Optional.of(
            new Line(
                Level.WARNING,
                () -> "%d lines were left out: the log was slow".formatted(count),
                Optional.empty()));
      }
      Optional<Line> line = Optional.ofNullable(lines.poll());
      writing = line.isPresent();
      return line;
    } finally {
      lock.unlock();
    }
  }

  private void handOn(Line line) {
    try {
      if (line.thrown().isPresent()) {
        logger.log(line.level(), line.plainText(), line.thrown().get());
      } else {
        logger.log(line.level(), line::plainText);
      }
    } catch (RuntimeException | Error brokenLogger) {
      // Nobody is left to be told.
      return;
    }
  }
}
