/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.console.Timestamps;
import io.github.election4j.cli.drawing.History.Scene;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the time into scenes: an election takes a tenth of a second, and the calm between two a
 * month. Moments are microseconds.
 */
final class SceneWriter {

  /** For so long nothing is told while somebody leads: what follows is something else. */
  private static final long CALM = 500_000;

  /** For so long nothing is told at all. */
  private static final long SILENCE = 5_000_000;

  /** More would not be told apart in one drawing. */
  private static final int MOST_IN_A_SCENE = 60;

  private static final long LEAST_MARGIN = 4_000;

  private final Instant start;
  private final List<Scene> scenes = new ArrayList<>();
  private String title = "";
  private long first;
  private long last;
  private int count;

  SceneWriter(Instant start) {
    this.start = start;
  }

  /**
   * Something begins that has a title: a scene of its own, as soon as anything happens in it.
   *
   * @param at when
   * @param name what it is
   */
  void begin(long at, String name) {
    close();
    title = name;
    open(at);
  }

  /**
   * Something happens.
   *
   * @param at when
   * @param calm whether somebody leads
   */
  void reach(long at, boolean calm) {
    boolean apart = at - last >= (calm ? CALM : SILENCE);
    if (count > 0 && (apart || count == MOST_IN_A_SCENE)) {
      close();
    }
    if (count == 0 && (apart || title.isEmpty())) {
      open(at);
    }
    last = at;
    count++;
  }

  private void open(long at) {
    first = at;
    last = at;
  }

  private void close() {
    if (count > 0) {
      long margin = Math.max(LEAST_MARGIN, (last - first) / 24);
      String time = Timestamps.timeOfDay(start.plus(first, ChronoUnit.MICROS));
      String text = title.isEmpty() ? time : time + "  " + title;
      scenes.add(new Scene(first - margin, last + margin, first, text));
      title = "";
    }
    count = 0;
  }

  List<Scene> write() {
    close();
    return List.copyOf(scenes);
  }
}
