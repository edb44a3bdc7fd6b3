/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.drawing.History.Lane;
import io.github.election4j.cli.drawing.History.Mark;
import io.github.election4j.cli.drawing.History.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what one member did, moment by moment. */
final class LaneWriter {

  private final String member;
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private Optional<Look> look = Optional.empty();
  private long since;
  private long lastTold;
  private boolean gone;

  LaneWriter(String member) {
    this.member = member;
  }

  /** A process begins. Of one before it that did not say its end it is not known when it ended. */
  void start(long at) {
    if (look.isPresent() && !look.equals(Optional.of(Look.SILENT))) {
      fallSilent(lastTold);
    }
    close(at);
    look = Optional.empty();
    gone = false;
  }

  /** What is told after the end was on its way before, and changes nothing. */
  void become(Look next, long at) {
    lastTold = at;
    if (!gone && !look.equals(Optional.of(next))) {
      close(at);
      look = Optional.of(next);
    }
  }

  /** It has said nothing since a moment, and somebody else's word tells that it is otherwise. */
  void fallSilent(long at) {
    if (look.isPresent()) {
      close(at);
      look = Optional.of(Look.SILENT);
    }
  }

  void end(long at) {
    close(at);
    look = Optional.empty();
    gone = true;
  }

  void mark(long at, String text, boolean grave) {
    marks.add(new Mark(at, text, grave));
  }

  /** Since when it asks for votes; now if it does not. */
  long candidateSince(long now) {
    return look.equals(Optional.of(Look.CANDIDATE)) ? since : now;
  }

  private void close(long at) {
    long end = Math.max(at, since);
    Optional<Look> before = look;
    if (before.isPresent() && end > since) {
      stretches.add(new Stretch(since, end, before.get()));
    }
    since = end;
  }

  Lane write(long end) {
    close(end);
    return new Lane(member, List.copyOf(stretches), List.copyOf(marks));
  }
}
