/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.drawing.Canvas.Anchor;
import io.github.election4j.cli.drawing.History.Scene;
import java.util.List;

/** All scenes beneath each other in one drawing, with a legend: for a page of somebody else's. */
final class Sheet {

  private static final double MARGIN = 12;
  private static final double TITLE = 24;

  private final List<History> histories;
  private final Markup body = new Markup();
  private double y = MARGIN;

  Sheet(List<History> histories) {
    this.histories = histories;
  }

  @Override
  public String toString() {
    Canvas legend = new Canvas();
    place(legend, new Legend(Frame.WIDE, legend).draw() + MARGIN);
    for (History history : histories) {
      for (Scene scene : history.scenes()) {
        Canvas title = new Canvas();
        title.word(
            0, 14, Frame.SIZE, Anchor.START, Canvas.fit(scene.title(), Frame.WIDE, Frame.SIZE));
        place(title, TITLE);
        Canvas canvas = new Canvas();
        new SceneDrawing(history, scene, Frame.WIDE, canvas).draw();
        place(canvas, Frame.of(history, scene, Frame.WIDE).height() + MARGIN);
      }
    }
    int width = (int) (Frame.WIDE + 2 * MARGIN);
    return new Markup()
        .raw("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + (int) y)
        .raw("\" width=\"" + width + "\" height=\"" + (int) y + "\">\n<style>\n")
        .raw(Style.ofDrawing())
        .raw("</style>\n<rect fill=\"var(--paper)\" width=\"100%\" height=\"100%\"/>\n")
        .add(body)
        .raw("</svg>\n")
        .toString();
  }

  private void place(Canvas canvas, double height) {
    body.raw("<g transform=\"translate(" + (int) MARGIN + " " + (int) y + ")\">\n")
        .add(canvas.markup())
        .raw("</g>\n");
    y += height;
  }
}
