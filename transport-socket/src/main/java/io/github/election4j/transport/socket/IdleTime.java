/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.time.Duration;
import java.util.Optional;

/**
 * Ends a connection that brings nothing for too long while nothing is worked on for it. Used by the
 * loop's thread alone.
 */
final class IdleTime {

  private final EventLoop loop;
  private final Connection connection;
  private final Duration time;
  private final Runnable whenOver;
  private Optional<Alarms.Alarm> alarm = Optional.empty();

  /**
   * Does nothing before {@link #begin}.
   *
   * @param whenOver ends the connection
   */
  IdleTime(EventLoop loop, Connection connection, Duration time, Runnable whenOver) {
    this.loop = loop;
    this.connection = connection;
    this.time = time;
    this.whenOver = whenOver;
  }

  void begin() {
    alarm = Optional.of(loop.at(Deadline.after(time), this::look));
  }

  private void look() {
    long idleNanos = System.nanoTime() - connection.readAtNanos();
    if (!connection.allowance().isIdle()) {
      begin();
    } else if (idleNanos < time.toNanos()) {
      Duration rest = time.minusNanos(idleNanos);
      alarm = Optional.of(loop.at(Deadline.after(rest), this::look));
    } else {
      whenOver.run();
    }
  }

  void stop() {
    alarm.ifPresent(loop::cancel);
  }
}
