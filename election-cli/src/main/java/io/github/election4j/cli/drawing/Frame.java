/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.drawing.History.Lane;
import io.github.election4j.cli.drawing.History.Scene;

/**
 * Where things stand in the drawing of a scene.
 *
 * @param width of all, in pixels
 * @param gutter what is kept for names
 * @param lanes how many
 * @param scene whose time it is
 */
record Frame(int width, double gutter, int lanes, Scene scene) {

  /** The size of words. */
  static final int SIZE = 12;

  /** The size of words within lanes, and on the scales. */
  static final int SMALL = 10;

  /** For a page on a screen, or on paper. */
  static final int WIDE = 1_200;

  /** For a telephone. */
  static final int NARROW = 358;

  static final double SCALE_HEIGHT = 16;
  static final double LANE_HEIGHT = 44;
  static final double BAND = 16;
  static final double LEASE = 8;

  private static final double RIGHT_MARGIN = 8;

  static Frame of(History history, Scene scene, int width) {
    int most = width == NARROW ? 6 : 20;
    int longest =
        history.lanes().stream().map(Lane::member).mapToInt(String::length).max().orElse(1);
    double gutter = Canvas.widthOf("m".repeat(Math.min(most, longest)), SIZE) + 12;
    return new Frame(width, gutter, history.lanes().size(), scene);
  }

  /** Where a moment is; what is outside of the scene is at its edge. */
  double x(long at) {
    double part = (double) (at - scene.from()) / (scene.to() - scene.from());
    return gutter + Math.clamp(part, 0.0, 1.0) * (right() - gutter);
  }

  double right() {
    return width - RIGHT_MARGIN;
  }

  /** The baseline of the terms. */
  double terms() {
    return SCALE_HEIGHT - 5;
  }

  /** The baseline of what is said of gaps. */
  double gaps() {
    return 2 * SCALE_HEIGHT - 5;
  }

  double top() {
    return 2 * SCALE_HEIGHT;
  }

  /** The upper edge of a lane's band. */
  double band(int lane) {
    return top() + lane * LANE_HEIGHT + 12;
  }

  double bottom() {
    return top() + lanes * LANE_HEIGHT;
  }

  /** All of it. */
  double height() {
    return bottom() + SCALE_HEIGHT + 8;
  }
}
