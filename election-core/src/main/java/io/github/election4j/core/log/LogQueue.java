/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.log;

import io.github.election4j.wire.PlainText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Lines that wait for a logger, and the thread that hands them to it. A logger may block for ever:
 * a pipe that nobody reads, a log daemon that is stuck. So nobody else ever calls it, and whoever
 * has a line to write neither waits nor takes a lock; what does not fit is counted, and the count
 * is written as soon as the logger takes lines again.
 *
 * <p>The thread is a daemon. It begins with the first line and ends when there was none for a
 * while, so that a program that is done with elections has no thread of theirs.
 */
final class LogQueue {

  /** How many lines wait at most. */
  static final int MOST_LINES = 1_024;

  /** Chatter takes no more than this, so that it never keeps out what an operator must know. */
  static final int MOST_CHATTER = MOST_LINES / 2;

  private static final long IDLE_SECONDS = 10;

  private final Supplier<Logger> loggers;
  private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong leftOut = new AtomicLong();
  private final Semaphore available = new Semaphore(0);
  private final AtomicBoolean alive = new AtomicBoolean();

  private record Line(Level level, Supplier<String> text, Optional<Throwable> cause) {

    /** Whatever names and reasons of others it holds, it is one line of the log. */
    String plainText() {
      return PlainText.line(text.get());
    }
  }

  /**
   * An empty queue.
   *
   * @param loggers gives the logger to the thread that writes; not asked before there is a line
   */
  LogQueue(Supplier<Logger> loggers) {
    this.loggers = loggers;
  }

  /** Takes a line, or counts it; returns at once. The text is made by the thread that writes. */
  void add(Level level, Supplier<String> text, Optional<Throwable> cause) {
    int most = level.getSeverity() < Level.INFO.getSeverity() ? MOST_CHATTER : MOST_LINES;
    if (waiting.incrementAndGet() > most) {
      waiting.decrementAndGet();
      leftOut.incrementAndGet();
      return;
    }
    lines.add(new Line(level, text, cause));
    wake();
  }

  /** Waits until what was added before is written, bounded; false if it was not. */
  boolean flush(Duration timeout) {
    CountDownLatch written = new CountDownLatch(1);
    waiting.incrementAndGet();
    lines.add(
        new Line(
            Level.OFF,
            () -> {
              written.countDown();
              return "";
            },
            Optional.empty()));
    wake();
    try {
      return written.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException noTime) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void wake() {
    available.release();
    if (!alive.get() && alive.compareAndSet(false, true)) {
      start();
    }
  }

  private void start() {
    boolean started = false;
    try {
      Thread.ofPlatform().daemon().name("election-log").start(this::run);
      started = true;
    } finally {
      if (!started) {
        // There is no thread to be had at the moment: the next line tries again.
        alive.set(false);
      }
    }
  }

  private void run() {
    do {
      writeUntilIdle();
      alive.set(false);
      // A line that came between these two lines found a thread that was about to end.
    } while (waiting.get() > 0 && alive.compareAndSet(false, true));
  }

  private void writeUntilIdle() {
    while (awaitLine()) {
      try {
        Line line = lines.remove();
        waiting.decrementAndGet();
        write(line);
      } catch (Throwable fault) {
        // A logger that fails has nobody to tell; the next line may fare better.
        leftOut.incrementAndGet();
      }
    }
  }

  /** False if none came for a while; then the thread looks once more before it ends. */
  private boolean awaitLine() {
    try {
      return available.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException nobodyDoesThat) {
      return false;
    }
  }

  private void write(Line line) {
    if (line.level() == Level.OFF) {
      String unused = line.text().get();
      return;
    }
    Logger logger = loggers.get();
    long lost = leftOut.getAndSet(0);
    if (lost > 0) {
      logger.log(
          Level.WARNING,
          "%d lines were left out here: the log took no more; see to what it is written to"
              .formatted(lost));
    }
    if (logger.isLoggable(line.level())) {
      line.cause()
          .ifPresentOrElse(
              cause -> logger.log(line.level(), line.plainText(), cause),
              () -> logger.log(line.level(), line.plainText()));
    }
  }
}
