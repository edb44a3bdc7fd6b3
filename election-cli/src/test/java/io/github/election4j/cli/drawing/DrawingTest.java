/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.election4j.cli.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The drawing of a log")
class DrawingTest {

  private static final Path GOLDEN = Path.of("..", "module-info-docs", "demo.svg");

  private static final Pattern SVG =
      Pattern.compile("<svg class=\"(wide|narrow)\".*?</svg>", Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile(
          "<text x=\"([^\"]+)\" y=\"([^\"]+)\" font-size=\"(\\d+)\""
              + " text-anchor=\"start\">([^<]*)</text>");

  /** Where a word stands. */
  private record Place(double left, double top, double right, double bottom, String text) {

    boolean touches(Place other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "busy", "many", "long-names"})
  @DisplayName(
      "has no words that touch each other or leave the drawing, for a screen or a telephone")
  void wordsDoNotOverlap(String log) throws IOException {
    Matcher drawings = SVG.matcher(picture(log).page());
    int count = 0;
    while (drawings.find()) {
      int width = drawings.group(1).equals("wide") ? Frame.WIDE : Frame.NARROW;
      List<Place> places = places(drawings.group());
      for (int index = 0; index < places.size(); index++) {
        Place place = places.get(index);
        assertTrue(place.left >= 0 && place.right <= width, () -> place + " of " + width);
        for (Place other : places.subList(0, index)) {
          assertFalse(place.touches(other), () -> place + " on " + other);
        }
      }
      count++;
    }
    assertTrue(count >= 4, "a legend and a scene, twice: " + count);
  }

  /** Glyphs reach a quarter of their size below the line, and are wider in no common font. */
  private static List<Place> places(String drawing) {
    List<Place> places = new ArrayList<>();
    Matcher word = WORD.matcher(drawing);
    while (word.find()) {
      double x = Double.parseDouble(word.group(1));
      double y = Double.parseDouble(word.group(2));
      int size = Integer.parseInt(word.group(3));
      String text = word.group(4);
      places.add(
          new Place(x, y - size * 0.8, x + Canvas.widthOf(text, size) - 0.2, y + size * 0.2, text));
    }
    assertEquals(drawing.split("<text", -1).length - 1, places.size());
    return places;
  }

  private static Picture picture(String log) throws IOException {
    return switch (log) {
      case "demo" -> Logs.picture(Logs.DEMO);
      case "busy" -> Logs.picture(Logs.BUSY);
      case "many" -> Logs.read(Logs.longLog(200, 15));
      default ->
          Logs.read(
              new Logs()
                  .say(0, "a".repeat(128), EventKind.STARTED, Long.MAX_VALUE, "follower")
                  .say(1, "b".repeat(128), EventKind.STARTED, 1, "observer")
                  .say(9, "b".repeat(128), EventKind.STOPPED, 1, "closed")
                  .text());
    };
  }

  @Test
  @DisplayName(
      "shows each member's lane in each scene, and each event twice as a mark, once in words")
  void isComplete() throws IOException {
    Picture picture = Logs.picture(Logs.DEMO);
    History history = picture.histories().getFirst();
    String page = picture.page();
    assertEquals(history.scenes().size() * 2 * 3, count(page, "<line class=\"lane\""));
    String gained = history.lanes().getFirst().marks().getFirst().text();
    assertEquals(2, count(page, "<title>" + gained));
    assertEquals(1, count(page, "<li>" + gained));
    assertEquals(
        2 * history.course().arrows().size(),
        count(page, "<line class=\"vote\"") - 2 + count(page, "<line class=\"promise\"") - 2);
  }

  @Test
  @DisplayName("runs nothing, asks nobody, and shows what a log holds as text")
  void isHarmless() throws IOException {
    String evil = "</title><script>alert('1')</script><img src=x onerror=\"alert(1)\">&\u202e";
    String page =
        Logs.read(
                new Logs()
                    .say(0, "a", EventKind.WARNING, 1, "follower")
                    .with("message", evil)
                    .text())
            .page();
    assertFalse(page.contains("<script"));
    assertFalse(page.contains("<img"));
    assertFalse(page.contains("\u202e"));
    assertTrue(page.contains("&lt;script&gt;alert(&#39;1&#39;)"));
    assertTrue(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
    assertFalse(Pattern.compile("(src|href)=\"(?!data:,)").matcher(page).find());
  }

  @Test
  @DisplayName("of twice as many events is twice as long, and no more")
  void isLinear() throws IOException {
    int one = Logs.read(Logs.longLog(1_000, 5)).page().length();
    int two = Logs.read(Logs.longLog(2_000, 5)).page().length();
    assertTrue(two < 2.1 * one, one + " and " + two);
  }

  @Test
  @DisplayName("is drawn in a scene's own lists alone, however long the log is")
  void looksAtNothingElse() {
    List<History.Gap> gaps = new ArrayList<>();
    for (int index = 0; index < 1_000; index++) {
      gaps.add(new History.Gap(index * 10L, index * 10L + 5));
    }
    History.Scene scene = new History.Scene(5_003, 5_021, 5_003, "");
    assertEquals(gaps.subList(500, 503), History.within(gaps, scene));
  }

  @Test
  @DisplayName("keeps groups apart")
  void groups() throws IOException {
    String line = new Logs().say(0, "a", EventKind.STARTED, 1, "follower").text();
    String page = Logs.read(line + "\n" + line.replace("\"g\"", "\"h\"")).page();
    assertTrue(page.contains("<h1>Elections of the group g</h1>"));
    assertTrue(page.contains("<h1>Elections of the group h</h1>"));
  }

  @Test
  @DisplayName("of the recorded demonstration is the one that README shows")
  void goldenDrawing() throws IOException {
    String drawing = Logs.picture(Logs.DEMO).drawing();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, drawing);
    }
    assertEquals(
        Files.readString(GOLDEN),
        drawing,
        "module-info-docs/demo.svg is stale; to write it again: election draw --svg --to"
            + " module-info-docs/demo.svg election-cli/src/test/resources/drawing/demo.jsonl");
  }

  private static int count(String page, String part) {
    return page.split(Pattern.quote(part), -1).length - 1;
  }
}
