/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Standard output for results and standard error for messages to people. A line is handed to the
 * operating system at once and as one write, so that a reader on a pipe sees it when it happened,
 * and never half of it. Any thread may write.
 *
 * <p>A reader that has gone away ends nothing: a member of an election goes on without a reader of
 * its events.
 */
public final class Terminal {

  private final OutputStream output;
  private final OutputStream messages;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Writes to two streams, which are not buffered.
   *
   * @param output for results
   * @param messages for people
   */
  public Terminal(OutputStream output, OutputStream messages) {
    this.output = output;
    this.messages = messages;
  }

  /**
   * The same terminal for somebody whose results are not to be mixed with other output.
   *
   * @return writes results to where messages go
   */
  public Terminal withResultsAsMessages() {
    return new Terminal(messages, messages);
  }

  /**
   * Writes a result.
   *
   * @param line without its end; may hold several lines, which then stay together
   */
  public void print(String line) {
    write(output, line);
  }

  /**
   * Tells a person something.
   *
   * @param line without its end
   */
  public void tell(String line) {
    write(messages, line);
  }

  private void write(OutputStream stream, String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException readerIsGone) {
      // There is nobody left to tell.
    } finally {
      lock.unlock();
    }
  }
}
