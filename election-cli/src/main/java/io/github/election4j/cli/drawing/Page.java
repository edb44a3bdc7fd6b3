/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import io.github.election4j.cli.console.Timestamps;
import io.github.election4j.cli.drawing.History.Gap;
import io.github.election4j.cli.drawing.History.Lane;
import io.github.election4j.cli.drawing.History.Mark;
import io.github.election4j.cli.drawing.History.Scene;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page that needs nothing else: each scene twice, of which a screen shows the one that it has
 * room for, and what was told there as a list, for those who cannot point at it.
 */
final class Page {

  /** Whatever a log holds, a browser runs nothing and asks nobody. */
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <link rel="icon" href="data:,">
      """;

  private final List<History> histories;
  private final List<String> omissions;

  Page(List<History> histories, List<String> omissions) {
    this.histories = histories;
    this.omissions = omissions;
  }

  @Override
  public String toString() {
    Markup page = new Markup().raw(HEAD).element("title", title());
    page.raw("<style>\n").raw(Style.ofPage()).raw("</style>\n</head>\n<body>\n");
    for (History history : histories) {
      page.element("h1", "Elections of the group " + history.group());
      page.element("p", summary(history));
      omissions.forEach(omission -> page.element("p", omission));
      page.add(legend(Frame.WIDE, "wide")).add(legend(Frame.NARROW, "narrow"));
      for (Scene scene : history.scenes()) {
        page.element("h2", scene.title());
        page.add(drawing(history, scene, Frame.WIDE, "wide"));
        page.add(drawing(history, scene, Frame.NARROW, "narrow"));
        page.add(list(history, scene));
      }
    }
    return page.raw("</body>\n</html>\n").toString();
  }

  private String title() {
    return "Elections of " + String.join(", ", histories.stream().map(History::group).toList());
  }

  private static String summary(History history) {
    List<Gap> gaps = history.course().gaps();
    long longest = gaps.stream().mapToLong(gap -> gap.to() - gap.from()).max().orElse(0);
    long total = gaps.stream().mapToLong(gap -> gap.to() - gap.from()).sum();
    long events = history.lanes().stream().mapToLong(lane -> lane.marks().size()).sum();
    return ("%d members, %d events from %s on, by the clock of each member. %d leaderships;"
            + " %d times without a leader, for %s at most and %s in all.")
        .formatted(
            history.lanes().size(),
            events,
            Timestamps.text(history.start()),
            history.course().tenures().size(),
            gaps.size(),
            Spans.text(longest),
            Spans.text(total));
  }

  private static Markup legend(int width, String style) {
    Canvas canvas = new Canvas();
    double height = new Legend(width, canvas).draw();
    return framed(canvas, width, height, style);
  }

  private static Markup drawing(History history, Scene scene, int width, String style) {
    Canvas canvas = new Canvas();
    new SceneDrawing(history, scene, width, canvas).draw();
    return framed(canvas, width, Frame.of(history, scene, width).height(), style);
  }

  private static Markup framed(Canvas canvas, int width, double height, String style) {
    String size = width + " " + (int) Math.ceil(height);
    return new Markup()
        .raw("<svg class=\"" + style + "\" viewBox=\"0 0 " + size + "\" width=\"" + width)
        .raw("\" height=\"" + (int) Math.ceil(height) + "\">\n")
        .add(canvas.markup())
        .raw("</svg>\n");
  }

  private static Markup list(History history, Scene scene) {
    Markup list = new Markup().raw("<details><summary>What was told</summary>\n<ol>\n");
    Stream<Mark> marks =
        history.lanes().stream()
            .map(Lane::marks)
            .flatMap(all -> History.within(all, scene).stream());
    marks
        .sorted(Comparator.comparingLong(Mark::at))
        .forEach(mark -> list.element("li", mark.text()));
    return list.raw("</ol>\n</details>\n");
  }
}
