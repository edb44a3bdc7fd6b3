/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.drawing.Canvas.Anchor;

/** Words in a row, from left to right, of which none touches another. */
final class Labels {

  private static final double SPACE = 6;

  private final Canvas canvas;
  private final double baseline;
  private final double right;
  private double free;

  /** An empty row between two edges. */
  Labels(Canvas canvas, double baseline, double left, double right) {
    this.canvas = canvas;
    this.baseline = baseline;
    this.right = right;
    free = left;
  }

  /**
   * Puts a word at a place, or a little to the side of it.
   *
   * @param middle where its middle should be
   * @param shift how far from there it may be
   * @param texts what it says, the best first
   * @return whether there was room for one
   */
  boolean put(double middle, double shift, String... texts) {
    for (String text : texts) {
      double width = Canvas.widthOf(text, Frame.SMALL);
      double wanted = middle - width / 2;
      double left = Math.min(Math.max(wanted, free), right - width);
      if (left >= free && Math.abs(left - wanted) <= shift) {
        canvas.word(left, baseline, Frame.SMALL, Anchor.START, text);
        free = left + width + SPACE;
        return true;
      }
    }
    return false;
  }
}
