/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.drawing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at pages in a real browser: takes screenshots for a person, and asks the browser itself
 * whether words touch each other, whether each lane is there, and what its console says.
 */
final class Screenshots {

  private static final int SECONDS = 60;

  /** A page runs nothing; what looks at it has to. */
  private static final String PROBE =
      """
      <script>
      const boxes = [...document.querySelectorAll('svg text')]
          .map(word => word.getBoundingClientRect()).filter(box => box.width > 0);
      let touching = 0;
      boxes.forEach((one, index) => boxes.slice(index + 1).forEach(other => {
        if (one.left < other.right - 0.5 && other.left < one.right - 0.5
            && one.top < other.bottom - 3 && other.top < one.bottom - 3) { touching++; }
      }));
      const outside = boxes.filter(box => box.left < 0 || box.right > window.innerWidth).length;
      const lanes = [...document.querySelectorAll('line.lane')]
          .filter(lane => lane.getBoundingClientRect().width > 0).length;
      const wide = document.documentElement.scrollWidth > window.innerWidth;
      document.title = `looked words=${boxes.length} touching=${touching} outside=${outside}`
          + ` lanes=${lanes} scrolls=${wide}`;
      </script>
      """;

  private static final Pattern VERDICT =
      Pattern.compile(
          "<title>looked words=(\\d+) touching=0 outside=0 lanes=(\\d+) scrolls=false<");

  private final String browser;
  private final Path folder;
  private final List<String> faults = new ArrayList<>();

  private Screenshots(String browser, Path folder) {
    this.browser = browser;
    this.folder = folder;
  }

  public static void main(String[] words) throws Exception {
    Screenshots screenshots = new Screenshots(words[0], Path.of(words[1]).toAbsolutePath());
    screenshots.look("demo", Logs.picture(Logs.DEMO));
    screenshots.look("busy", Logs.picture(Logs.BUSY));
    if (!screenshots.faults.isEmpty()) {
      throw new IllegalStateException(String.join("\n", screenshots.faults));
    }
  }

  private void look(String name, Picture picture) throws Exception {
    Files.createDirectories(folder);
    Path page = Files.writeString(folder.resolve(name + ".html"), picture.page());
    String probed =
        picture
            .page()
            .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replace("</body>", PROBE + "</body>");
    Path probe = Files.writeString(folder.resolve(name + "-probe.html"), probed);
    History history = picture.histories().getFirst();
    int lanes = history.lanes().size() * history.scenes().size();
    for (int width : List.of(1_280, 390)) {
      // A browser with a window has no window as narrow as a telephone; one without has.
      String size = "--window-size=%d,%d".formatted(width, 200 + 230 * history.scenes().size());
      run(List.of(size, "--screenshot=" + folder.resolve(name + "-" + width + ".png")), page);
      run(
          List.of(
              size,
              "--blink-settings=preferredColorScheme=0",
              "--screenshot=" + folder.resolve(name + "-" + width + "-dark.png")),
          page);
      judge(name + " at " + width, run(List.of(size, "--dump-dom"), probe), lanes);
    }
  }

  private void judge(String what, String output, int lanes) {
    Matcher verdict = VERDICT.matcher(output);
    if (!verdict.find() || Integer.parseInt(verdict.group(2)) != lanes) {
      faults.add(
          "%s: expected %d lanes, and no word on another one: %s"
              .formatted(what, lanes, title(output)));
    }
    if (output.contains("CONSOLE")) {
      faults.add(what + ": the console is not empty");
    }
  }

  private static String title(String output) {
    int start = Math.max(0, output.indexOf("<title>"));
    return output.substring(start, Math.min(output.length(), start + 200));
  }

  private String run(List<String> options, Path page) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"));
    words.add("--enable-logging=stderr");
    words.add("--user-data-dir=" + folder.resolve("profile"));
    words.addAll(options);
    words.add(page.toUri().toString());
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      faults.add("no end within %d s: %s".formatted(SECONDS, words));
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
