/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.drawing.Canvas.Anchor;
import io.github.election4j.cli.drawing.Canvas.Box;
import io.github.election4j.cli.drawing.Canvas.Point;

/** Says what colours and lines mean, in as many rows as it takes. */
final class Legend {

  private static final double SWATCH = 26;
  private static final double ROW = 20;

  private final int width;
  private final Canvas canvas;
  private double x;
  private double y;

  Legend(int width, Canvas canvas) {
    this.width = width;
    this.canvas = canvas;
  }

  /**
   * Draws it.
   *
   * @return its height
   */
  double draw() {
    for (Look look : Look.values()) {
      next(look.text());
      canvas.area(look.style(), new Box(x, y + 2, SWATCH - 6, 12), "");
      say(look.text());
    }
    item("nobody leads", () -> canvas.area("gap", new Box(x, y + 2, SWATCH - 6, 12), ""));
    item("lease", () -> canvas.area("lease", new Box(x, y + 4, SWATCH - 6, Frame.LEASE), ""));
    item(
        "what may be left of it",
        () ->
            canvas.shape(
                "lease rest",
                "",
                new Point(x, y + 4),
                new Point(x + SWATCH - 6, y + 12),
                new Point(x, y + 12)));
    item("vote, asked for until counted", () -> arrow("vote"));
    item("first promise to a leader", () -> arrow("promise"));
    item("something told", () -> canvas.dot("pin", new Point(x + 10, y + 8), 3, ""));
    item(
        "process gone",
        () -> {
          canvas.line("grave", new Point(x + 4, y + 1), new Point(x + 14, y + 15), "");
          canvas.line("grave", new Point(x + 14, y + 1), new Point(x + 4, y + 15), "");
        });
    return y + ROW;
  }

  private void arrow(String style) {
    double end = x + SWATCH - 6;
    canvas.line(style, new Point(x, y + 8), new Point(end, y + 8), "");
    canvas.shape(
        style + " head",
        "",
        new Point(end, y + 8),
        new Point(end - 8, y + 5),
        new Point(end - 8, y + 11));
  }

  private void item(String text, Runnable drawing) {
    next(text);
    drawing.run();
    say(text);
  }

  private void next(String text) {
    if (x > 0 && x + SWATCH + Canvas.widthOf(text, Frame.SMALL) > width) {
      x = 0;
      y += ROW;
    }
  }

  private void say(String text) {
    canvas.word(x + SWATCH, y + 12, Frame.SMALL, Anchor.START, text);
    x += SWATCH + Canvas.widthOf(text, Frame.SMALL) + 14;
  }
}
