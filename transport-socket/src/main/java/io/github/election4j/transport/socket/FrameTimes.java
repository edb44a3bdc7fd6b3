/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ends a connection on which a frame has begun and does not go on, so that nobody holds memory by
 * halves of frames. Used by the loop's thread alone.
 */
final class FrameTimes {

  private final EventLoop loop;
  private final FrameReader reader;
  private final Duration time;
  private final Consumer<OverLimitException> whenOver;
  private Optional<Alarms.Alarm> alarm = Optional.empty();

  /** The alarm is for the frame after so many. */
  private long completedBefore;

  FrameTimes(
      EventLoop loop, FrameReader reader, Duration time, Consumer<OverLimitException> whenOver) {
    this.loop = loop;
    this.reader = reader;
    this.time = time;
    this.whenOver = whenOver;
  }

  /** Something has come: the frame that is under way now may have its whole time. */
  void look() {
    boolean sameFrame = reader.isHalf() && reader.completed() == completedBefore;
    if (alarm.isPresent() && !sameFrame) {
      stop();
    }
    if (reader.isHalf() && alarm.isEmpty()) {
      completedBefore = reader.completed();
      alarm = Optional.of(loop.at(Deadline.after(time), this::over));
    }
  }

  private void over() {
    alarm = Optional.empty();
    whenOver.accept(
        new OverLimitException(
            Limit.FRAME_TIME,
            "a frame that began did not end within %d ms".formatted(time.toMillis())));
  }

  void stop() {
    alarm.ifPresent(loop::cancel);
    alarm = Optional.empty();
  }
}
