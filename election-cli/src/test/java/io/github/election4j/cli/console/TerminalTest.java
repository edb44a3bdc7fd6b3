/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The terminal")
class TerminalTest {

  @Test
  @DisplayName("hands each line over at once and whole, in UTF-8")
  void writesWholeLines() {
    List<String> writes = new ArrayList<>();
    OutputStream output =
        new OutputStream() {
          @Override
          public void write(int oneByte) {
            writes.add("a single byte");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
          }

          @Override
          public void flush() {
            writes.add("flush");
          }
        };
    new Terminal(output, OutputStream.nullOutputStream()).print("é 😀");
    assertEquals(List.of("é 😀\n", "flush"), writes);
  }

  @Test
  @DisplayName("keeps messages for people apart from results")
  void separates() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(output, messages);
    terminal.print("result");
    terminal.tell("message");
    assertTrue(terminal.awaitTold());
    assertEquals("result\n", output.toString(StandardCharsets.UTF_8));
    assertEquals("message\n", messages.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("lets nothing through that a stranger may have put in to move its cursor")
  void escapes() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(output, messages);
    terminal.print("a\u001b[2J\nb\tc");
    terminal.tell("\u001b]0;title\u0007 d");
    assertTrue(terminal.awaitTold());
    assertEquals("a?[2J\nb\tc\n", output.toString(StandardCharsets.UTF_8));
    assertEquals("?]0;title? d\n", messages.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("goes on when its reader has gone away")
  void survivesItsReader() throws Exception {
    List<String> tried = new CopyOnWriteArrayList<>();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            tried.add("write");
            throw new IOException("Broken pipe");
          }
        };
    Terminal terminal = new Terminal(broken, broken);
    terminal.print("x");
    terminal.tell("y");
    assertTrue(terminal.awaitTold());
    assertEquals(List.of("write", "write"), tried);
  }
}
