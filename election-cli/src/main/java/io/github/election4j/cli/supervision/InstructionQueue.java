/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.supervision;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The instructions on their way to the supervisor. A thread of its own writes them, so that nobody
 * waits for a supervisor that was stopped and does not read. Any thread may add.
 */
final class InstructionQueue {

  private final OutputStream supervisor;
  private final BlockingQueue<Optional<SupervisorInstruction>> waiting =
      new LinkedBlockingQueue<>();

  private InstructionQueue(OutputStream supervisor) {
    this.supervisor = supervisor;
  }

  /**
   * One that writes from now on.
   *
   * @param supervisor the pipe, which is closed at the end
   */
  static InstructionQueue to(OutputStream supervisor) {
    InstructionQueue queue = new InstructionQueue(supervisor);
    // Not a virtual one: what a supervisor is told must not wait for a free carrier.
    Thread.ofPlatform().daemon().name("supervisor-instructions").start(queue::write);
    return queue;
  }

  void add(SupervisorInstruction instruction) {
    waiting.add(Optional.of(instruction));
  }

  /** Is left out while others wait: it would be read later, when it is not true any more. */
  void renew(Duration lease) {
    if (waiting.isEmpty()) {
      add(new SupervisorInstruction.Renew(lease.toNanos()));
    }
  }

  /** Ends the pipe after what was added so far. */
  void close() {
    waiting.add(Optional.empty());
  }

  private void write() {
    try (supervisor) {
      for (var next = waiting.take(); next.isPresent(); next = waiting.take()) {
        supervisor.write((next.get().line() + "\n").getBytes(StandardCharsets.UTF_8));
        supervisor.flush();
      }
    } catch (IOException supervisorIsGone) {
      // The end of its reports says so as well, and is acted upon.
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
  }
}
