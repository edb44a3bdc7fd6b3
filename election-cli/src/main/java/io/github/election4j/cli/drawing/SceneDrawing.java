/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.drawing.Canvas.Anchor;
import io.github.election4j.cli.drawing.Canvas.Box;
import io.github.election4j.cli.drawing.Canvas.Point;
import io.github.election4j.cli.drawing.History.Arrow;
import io.github.election4j.cli.drawing.History.Gap;
import io.github.election4j.cli.drawing.History.Lane;
import io.github.election4j.cli.drawing.History.Mark;
import io.github.election4j.cli.drawing.History.Scene;
import io.github.election4j.cli.drawing.History.Stretch;
import io.github.election4j.cli.drawing.History.Tenure;
import io.github.election4j.cli.drawing.History.Term;
import java.util.HashMap;
import java.util.Map;

/** Draws one scene: a lane for each member, what went from one to another, and what all share. */
final class SceneDrawing {

  /** The scale has steps of these, times powers of ten. */
  private static final long[] STEPS = {1, 2, 5};

  /** How far to the side of its place a word may stand. */
  private static final double SHIFT = 60;

  private final History history;
  private final Scene scene;
  private final Frame frame;
  private final Canvas canvas;
  private final Map<String, Integer> places = new HashMap<>();

  SceneDrawing(History history, Scene scene, int width, Canvas canvas) {
    this.history = history;
    this.scene = scene;
    this.frame = Frame.of(history, scene, width);
    this.canvas = canvas;
    for (Lane lane : history.lanes()) {
      places.put(lane.member(), places.size());
    }
  }

  /** Draws it, from behind to the front. */
  void draw() {
    drawScale();
    drawGaps();
    drawTerms();
    for (Lane lane : history.lanes()) {
      drawLane(lane, band(lane.member()));
    }
    for (Tenure tenure : History.within(history.course().tenures(), scene)) {
      drawLease(tenure, band(tenure.leader()) + Frame.BAND + 3);
    }
    for (Arrow arrow : History.within(history.course().arrows(), scene)) {
      drawArrow(arrow);
    }
  }

  /** The upper edge of a member's band. */
  private double band(String member) {
    Integer place = places.get(member);
    if (place == null) {
      throw new IllegalStateException("no lane of " + member);
    }
    return frame.band(place);
  }

  private void drawScale() {
    long step = step();
    Labels labels = new Labels(canvas, frame.bottom() + 14, frame.gutter() - 8, frame.width());
    for (long at = scene.first(); at <= scene.to(); at += step) {
      double x = frame.x(at);
      canvas.line("scale", new Point(x, frame.top()), new Point(x, frame.bottom() + 3), "");
      boolean unused = labels.put(x, 8, Spans.text(at - scene.first()));
    }
  }

  /** The least one whose labels have room. */
  private long step() {
    double room = Canvas.widthOf("123.5 ms", Frame.SMALL) + 16;
    double pixels = frame.right() - frame.gutter();
    double wanted = room / pixels * (scene.to() - scene.from());
    for (long power = 1; ; power *= 10) {
      for (long step : STEPS) {
        if (step * power >= wanted) {
          return step * power;
        }
      }
    }
  }

  private void drawGaps() {
    Labels labels = new Labels(canvas, frame.gaps(), frame.gutter(), frame.width());
    for (Gap gap : History.within(history.course().gaps(), scene)) {
      double left = frame.x(gap.from());
      double right = frame.x(gap.to());
      String length = Spans.text(gap.to() - gap.from());
      canvas.area(
          "gap",
          new Box(left, frame.top(), right - left, frame.bottom() - frame.top()),
          "without a leader for " + length);
      boolean unused =
          labels.put((left + right) / 2, SHIFT, "no leader for " + length, "no leader", length);
    }
  }

  private void drawTerms() {
    Labels labels = new Labels(canvas, frame.terms(), frame.gutter(), frame.width());
    for (Term term : History.within(history.course().terms(), scene)) {
      double left = frame.x(term.from());
      double right = frame.x(term.to());
      if (term.from() > scene.from()) {
        canvas.line("term", new Point(left, 0), new Point(left, Frame.SCALE_HEIGHT), "");
        canvas.line("term", new Point(left, frame.top()), new Point(left, frame.bottom()), "");
      }
      boolean unused =
          labels.put((left + right) / 2, SHIFT, "term " + term.number(), "" + term.number());
    }
  }

  private void drawLane(Lane lane, double band) {
    String name = Canvas.fit(lane.member(), frame.gutter() - 10, Frame.SIZE);
    canvas.word(0, band + 12, Frame.SIZE, Anchor.START, name);
    canvas.line(
        "lane",
        new Point(frame.gutter(), band + Frame.BAND),
        new Point(frame.right(), band + Frame.BAND),
        "");
    for (Stretch stretch : History.within(lane.stretches(), scene)) {
      double left = frame.x(stretch.from());
      double width = frame.x(stretch.to()) - left;
      String text = stretch.look().text();
      canvas.area(
          stretch.look().style(),
          new Box(left, band, width, Frame.BAND),
          "%s  %s for %s"
              .formatted(lane.member(), text, Spans.text(stretch.to() - stretch.from())));
      String fitting = Canvas.fit(text, width - 6, Frame.SMALL);
      if (fitting.equals(text)) {
        canvas.word(left + 3, band + 12, Frame.SMALL, Anchor.START, text);
      }
    }
    for (Mark mark : History.within(lane.marks(), scene)) {
      drawMark(mark, band);
    }
  }

  private void drawMark(Mark mark, double band) {
    double x = frame.x(mark.at());
    if (mark.grave()) {
      canvas.line("grave", new Point(x - 5, band - 1), new Point(x + 5, band + 17), mark.text());
      canvas.line("grave", new Point(x + 5, band - 1), new Point(x - 5, band + 17), mark.text());
    } else {
      canvas.line("pin", new Point(x, band - 4), new Point(x, band), "");
      canvas.dot("pin", new Point(x, band - 5), 3, mark.text());
    }
  }

  /** Full while heartbeats renew it; what may be left after the end goes down to nothing. */
  private void drawLease(Tenure tenure, double top) {
    if (tenure.lease().isEmpty()) {
      return;
    }
    double left = frame.x(tenure.from());
    double right = frame.x(tenure.to());
    String of = "the lease of %s in term %d".formatted(tenure.leader(), tenure.term());
    String length = Spans.text(tenure.lease().getAsLong());
    canvas.area(
        "lease",
        new Box(left, top, right - left, Frame.LEASE),
        of + ": each heartbeat that a quorum answers renews it for " + length);
    if (tenure.leaseOver() > tenure.to()) {
      long left2 = tenure.leaseOver() - tenure.to();
      canvas.shape(
          "lease rest",
          "what may be left of %s: %s at most".formatted(of, Spans.text(left2)),
          new Point(right, top),
          new Point(frame.x(tenure.leaseOver()), top + Frame.LEASE),
          new Point(right, top + Frame.LEASE));
    }
  }

  private void drawArrow(Arrow arrow) {
    double giver = band(arrow.giver());
    double receiver = band(arrow.receiver());
    boolean up = receiver < giver;
    Point from = new Point(frame.x(arrow.span().from()), up ? giver : giver + Frame.BAND);
    Point to = new Point(frame.x(arrow.span().to()), up ? receiver + Frame.BAND : receiver);
    String style = arrow.vote() ? "vote" : "promise";
    canvas.line(style, from, to, arrow.text());
    double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    double alongX = (to.x() - from.x()) / length * 8;
    double alongY = (to.y() - from.y()) / length * 8;
    canvas.shape(
        style + " head",
        arrow.text(),
        to,
        new Point(to.x() - alongX - alongY / 2.5, to.y() - alongY + alongX / 2.5),
        new Point(to.x() - alongX + alongY / 2.5, to.y() - alongY - alongX / 2.5));
  }
}
