/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

/** Draws shapes and words at places in pixels, as SVG. */
final class Canvas {

  /** Where a word is held. */
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String word;

    Anchor(String word) {
      this.word = word;
    }
  }

  /** The widest of the common fonts of fixed width, in parts of its size. */
  static final double GLYPH_WIDTH = 0.61;

  private final Markup markup = new Markup();

  /** How wide a text is at most. */
  static double widthOf(String text, int size) {
    return text.length() * GLYPH_WIDTH * size;
  }

  /** A text that fits, with a mark where something was left out. */
  static String fit(String text, double width, int size) {
    int most = (int) (width / (GLYPH_WIDTH * size));
    if (text.length() <= most) {
      return text;
    }
    return most < 2 ? "" : text.substring(0, most - 1) + "…";
  }

  /** Words on one line. */
  void word(double x, double baseline, int size, Anchor anchor, String text) {
    markup
        .raw("<text x=\"" + number(x) + "\" y=\"" + number(baseline))
        .raw("\" font-size=\"" + size + "\" text-anchor=\"" + anchor.word + "\">")
        .text(text)
        .raw("</text>\n");
  }

  /** An area that says something when it is pointed at. */
  void area(String style, Box box, String says) {
    markup
        .raw("<rect class=\"" + style + "\" x=\"" + number(box.x) + "\" y=\"" + number(box.y))
        .raw("\" width=\"" + number(box.width) + "\" height=\"" + number(box.height) + "\">");
    say(says);
    markup.raw("</rect>\n");
  }

  /** A line. */
  void line(String style, Point from, Point to, String says) {
    markup
        .raw("<line class=\"" + style + "\" x1=\"" + number(from.x) + "\" y1=\"" + number(from.y))
        .raw("\" x2=\"" + number(to.x) + "\" y2=\"" + number(to.y) + "\">");
    say(says);
    markup.raw("</line>\n");
  }

  /** A shape with corners. */
  void shape(String style, String says, Point... corners) {
    markup.raw("<polygon class=\"" + style + "\" points=\"");
    for (Point corner : corners) {
      markup.raw(number(corner.x) + "," + number(corner.y) + " ");
    }
    markup.raw("\">");
    say(says);
    markup.raw("</polygon>\n");
  }

  /** A dot. */
  void dot(String style, Point center, double radius, String says) {
    markup
        .raw("<circle class=\"" + style + "\" cx=\"" + number(center.x) + "\" cy=\"")
        .raw(number(center.y) + "\" r=\"" + number(radius) + "\">");
    say(says);
    markup.raw("</circle>\n");
  }

  private void say(String says) {
    if (!says.isEmpty()) {
      markup.raw("<title>").text(says).raw("</title>");
    }
  }

  Markup markup() {
    return markup;
  }

  /** A place. */
  record Point(double x, double y) {}

  /** A rectangle. */
  record Box(double x, double y, double width, double height) {}

  /** With a tenth of a pixel. */
  private static String number(double value) {
    double rounded = Math.round(value * 10) / 10.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
