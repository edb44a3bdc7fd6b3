/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line for the log")
class LogQueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Pipe pipe = new Pipe();
  private final LogQueue queue = new LogQueue(() -> pipe);

  /** A logger that takes no line while nobody reads it. */
  private static final class Pipe implements Logger {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch blocking = new CountDownLatch(1);
    private volatile CountDownLatch read = new CountDownLatch(0);
    private volatile boolean broken;

    private void write(Level level, String line) {
      blocking.countDown();
      try {
        read.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      if (broken) {
        throw new AssertionError("on purpose");
      }
      lines.add(level + " " + line);
    }

    @Override
    public String getName() {
      return "pipe";
    }

    @Override
    public boolean isLoggable(Level level) {
      return level != Level.TRACE;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String line, Throwable cause) {
      write(level, line + ": " + cause.getMessage());
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String line, Object... parameters) {
      write(level, line);
    }
  }

  private void add(Level level, String line) {
    queue.add(level, () -> line, Optional.empty());
  }

  @Test
  @DisplayName("is written in its turn, with its level and its cause")
  void inOrder() {
    add(Level.INFO, "one");
    queue.add(Level.WARNING, () -> "two", Optional.of(new Exception("a cause")));
    add(Level.DEBUG, "three");
    add(Level.TRACE, "not wanted");
    assertTrue(queue.flush(PATIENCE));
    assertEquals(List.of("INFO one", "WARNING two: a cause", "DEBUG three"), pipe.lines);
  }

  @Test
  @DisplayName("is one line, whatever name or reason of a stranger's is in it")
  void oneLine() {
    add(Level.WARNING, "refused 'a\u001b[2J\nINFO all is well'");
    assertTrue(queue.flush(PATIENCE));
    assertEquals(List.of("WARNING refused 'a?[2J?INFO all is well'"), pipe.lines);
  }

  @Test
  @DisplayName("keeps nobody waiting while the log takes none; what does not fit is counted")
  void blocked() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    pipe.read = read;
    add(Level.INFO, "first");
    assertTrue(pipe.blocking.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    for (int line = 0; line < 2 * LogQueue.MOST_LINES; line++) {
      add(Level.DEBUG, "chatter");
    }
    for (int line = 0; line < LogQueue.MOST_LINES; line++) {
      add(Level.WARNING, "warning");
    }
    assertFalse(queue.flush(Duration.ofMillis(1)));
    read.countDown();
    assertTrue(queue.flush(PATIENCE));
    int kept = LogQueue.MOST_LINES;
    assertEquals("INFO first", pipe.lines.get(0));
    assertEquals(
        "WARNING %d lines were left out here: the log took no more; see to what it is written to"
            .formatted(3 * LogQueue.MOST_LINES - kept),
        pipe.lines.get(1));
    assertEquals(kept + 2, pipe.lines.size());
    assertEquals(
        LogQueue.MOST_CHATTER, pipe.lines.stream().filter("DEBUG chatter"::equals).count());
  }

  @Test
  @DisplayName("is written although the one before it could not be")
  void broken() {
    pipe.broken = true;
    add(Level.INFO, "lost");
    assertTrue(queue.flush(PATIENCE));
    pipe.broken = false;
    add(Level.INFO, "written");
    assertTrue(queue.flush(PATIENCE));
    assertEquals("INFO written", pipe.lines.getLast());
  }
}
