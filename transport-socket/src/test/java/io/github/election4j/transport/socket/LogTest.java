/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log of the transport")
class LogTest {

  private final CountDownLatch pipe = new CountDownLatch(1);
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final AtomicInteger threads = new AtomicInteger();
  private final Executor platform =
      writing -> {
        threads.incrementAndGet();
        Thread.ofPlatform().daemon().start(writing);
      };

  @Test
  @DisplayName("takes lines while the logger blocks, counts what is too much, and says so")
  void blockedLogger() throws Exception {
    Log log = new Log(new BlockedLogger(), platform);
    for (int line = 0; line < 1_000; line++) {
      int number = line;
      log.add(Logger.Level.WARNING, () -> "line " + number);
    }
    assertEquals(List.of(), written);
    assertEquals(1, threads.get());
    pipe.countDown();
    // One was taken by the thread, perhaps, and 256 have waited.
    Node.awaitThat("all that waited is written: " + written, () -> written.size() >= 257);
    Node.awaitThat("what was left out is counted", () -> written.stream().anyMatch(this::isCount));
    assertTrue(written.contains("line 0"));
    assertTrue(written.contains("line 255"));
    log.warning("afterwards", new IllegalStateException("for the test"));
    Node.awaitThat("it goes on", () -> written.contains("afterwards"));
  }

  private boolean isCount(String line) {
    return line.endsWith("lines were left out: the log was slow");
  }

  @Test
  @DisplayName("survives that there is no thread for it, and writes when there is one again")
  void noThread() throws Exception {
    pipe.countDown();
    AtomicInteger missing = new AtomicInteger(3);
    Log log =
        new Log(
            new BlockedLogger(),
            writing -> {
              if (missing.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread, for the test");
              }
              platform.execute(writing);
            });
    for (int line = 0; line < 4; line++) {
      int number = line;
      log.add(Logger.Level.WARNING, () -> "line " + number);
    }
    Node.awaitThat("all are written: " + written, () -> written.size() == 4);
    assertEquals("line 0", written.getFirst());
  }

  @Test
  @DisplayName("survives a logger that throws")
  void brokenLogger() throws Exception {
    pipe.countDown();
    Log log = new Log(new BlockedLogger(), platform);
    log.add(
        Logger.Level.WARNING,
        () -> {
          throw new StackOverflowError("a fault of the logger, for the test");
        });
    log.add(Logger.Level.WARNING, () -> "next");
    Node.awaitThat("the next line is written", () -> written.contains("next"));
  }

  /** Writes nothing until its pipe is read. */
  private final class BlockedLogger implements Logger {

    @Override
    public String getName() {
      return "blocked";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, Supplier<String> message) {
      write(message.get());
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      write(message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      write(format);
    }

    private void write(String line) {
      try {
        assertTrue(pipe.await(Node.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      written.add(line);
    }
  }
}
