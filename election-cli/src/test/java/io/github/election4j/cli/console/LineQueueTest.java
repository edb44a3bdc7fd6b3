/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.testkit.UnreadStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A queue of lines")
class LineQueueTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final UnreadStream stream = new UnreadStream();
  private final LineQueue lines = new LineQueue("print", stream);

  @Test
  @DisplayName("holds nobody up, leaves out what nobody reads, and says where and how much")
  void leavesOut() throws Exception {
    lines.print("first");
    stream.awaitWriter();
    for (int number = 0; number < LineQueue.CAPACITY + 3; number++) {
      lines.offer("some", count -> count + " left out");
    }
    lines.print("needed");
    lines.offer("other", count -> count + " more left out");
    stream.read();
    assertTrue(lines.awaitWritten(PATIENCE));

    List<String> written = stream.text().lines().toList();
    assertEquals("first", written.get(0));
    assertEquals(LineQueue.CAPACITY, written.stream().filter("some"::equals).count());
    assertEquals(
        List.of("3 left out", "needed", "1 more left out"),
        written.subList(1 + LineQueue.CAPACITY, written.size()));

    lines.offer("again", count -> count + " left out");
    assertTrue(lines.awaitWritten(PATIENCE));
    assertTrue(stream.text().endsWith("again\n"));
  }

  @Test
  @DisplayName("waits for a reader that reads, and not for one that has not read for long")
  void waits() throws Exception {
    assertTrue(lines.awaitWritten(Duration.ZERO));
    lines.print("first");
    stream.awaitWriter();
    assertFalse(lines.awaitWritten(Duration.ofMillis(20)));

    Thread reader = Thread.ofPlatform().start(stream::read);
    assertTrue(lines.awaitWritten(PATIENCE));
    reader.join();
  }

  @Test
  @DisplayName("goes on after a line that cannot be written, whatever is thrown")
  void survives() throws Exception {
    AtomicInteger tried = new AtomicInteger();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            switch (tried.incrementAndGet()) {
              case 1 -> throw new IOException("Broken pipe");
              case 2 -> throw new OutOfMemoryError("thrown by a test");
              default -> throw new IllegalStateException("thrown by a test");
            }
          }
        };
    LineQueue queue = new LineQueue("print", broken);
    for (int number = 1; number <= 3; number++) {
      queue.print("x");
      assertTrue(queue.awaitWritten(PATIENCE));
      assertEquals(number, tried.get());
    }
  }

  @Test
  @DisplayName("takes what is written to standard error by the line, and holds nobody up there")
  void asStandardError() throws Exception {
    Terminal terminal = new Terminal(OutputStream.nullOutputStream(), stream);
    PrintStream messages = terminal.messageStream();
    messages.println("é 😀");
    messages.printf("two%nlines");
    terminal.tell("three");
    messages.println(" and more");
    for (int number = 0; number < 2 * LineQueue.CAPACITY; number++) {
      messages.println("some");
    }
    stream.read();
    assertTrue(terminal.awaitTold());
    String text = stream.text();
    assertTrue(text.startsWith("é 😀\ntwo\nthree\nlines and more\nsome\n"), text);
    assertTrue(text.endsWith(" messages were left out: nobody has read them)\n"), text);
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length < 10_000, text);
  }
}
