/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import io.github.election4j.wire.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where results and messages go: results, which other programs may read, to standard output, and
 * what is for people to standard error. Any thread may use it; each line is written in one piece.
 *
 * <p>Whoever writes a result waits for its reader, as is usual. Nobody waits for a reader of
 * messages. A member of an election waits for no reader at all: it takes {@link #resultQueue}.
 *
 * <p>A reader that has gone away ends nothing: what it would have read is lost.
 */
public final class Terminal {

  /** How long the end of the process is put off for those who read messages slowly. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final OutputStream output;
  private final LineQueue messages;

  /** Held while a result is written: for as long as its reader takes. */
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Writes to two streams, which are not buffered.
   *
   * @param output for results
   * @param messages for people
   */
  public Terminal(OutputStream output, OutputStream messages) {
    this.output = output;
    this.messages = new LineQueue("print-messages", messages);
  }

  /**
   * Writes a result. Blocks until it is written.
   *
   * @param line without its end; may hold several lines, which then stay together
   */
  public void print(String line) {
    // It may hold what a stranger has sent.
    byte[] bytes = (PlainText.lines(line) + "\n").getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      output.write(bytes);
      output.flush();
    } catch (IOException readerIsGone) {
      // There is nobody left to tell.
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells a person something. Does not wait until it is written.
   *
   * @param line without its end
   */
  public void tell(String line) {
    messages.print(line);
  }

  /**
   * The messages, for somebody whose results are not to be mixed with the output of others.
   *
   * @return what {@link #tell} hands its lines to
   */
  public LineQueue messageQueue() {
    return messages;
  }

  /**
   * The results, for somebody who must not wait until they are read.
   *
   * @return a new queue, which from now on writes the results alone
   */
  public LineQueue resultQueue() {
    return new LineQueue("print-results", output);
  }

  /**
   * The messages as a stream.
   *
   * @return its lines become messages, of which some are left out while nobody reads them
   */
  public PrintStream messageStream() {
    return new PrintStream(new LineStream(messages), true, StandardCharsets.UTF_8);
  }

  /**
   * Waits until all messages are written, for a second at most.
   *
   * @return whether they are
   * @throws InterruptedException if interrupted
   */
  public boolean awaitTold() throws InterruptedException {
    return messages.awaitWritten(PATIENCE);
  }
}
