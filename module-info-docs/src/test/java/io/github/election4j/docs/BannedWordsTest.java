/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One word for one thing:")
class BannedWordsTest {

  private static final Path PAGE = Path.of("words.md");

  /** These name the words that they ban. */
  private static final Set<String> ABOUT_WORDS = Set.of("words.md", "BannedWordsTest.java");

  /** A line of some file that a word may stand on. */
  private record Excepted(PathMatcher files, String text, String row) {
    boolean covers(BannedWord.Found found) {
      return files.matches(found.file().path()) && found.line().contains(text);
    }
  }

  @Test
  @DisplayName("no word is used that words.md bans, and no exception is left that nothing needs")
  void nothingBanned() throws IOException {
    String page = Files.readString(PAGE);
    List<Excepted> exceptions = exceptions(page);
    Set<Excepted> unused = new HashSet<>(exceptions);
    List<String> wrong = new ArrayList<>();
    for (BannedWord.Found found : findAll(banned(page))) {
      List<Excepted> covering =
          exceptions.stream().filter(exception -> exception.covers(found)).toList();
      unused.removeAll(covering);
      if (covering.isEmpty()) {
        wrong.add(found.toString());
      }
    }
    unused.forEach(exception -> wrong.add("words.md: not needed any more: " + exception.row()));

    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }

  @Test
  @DisplayName("a banned word is seen wherever its row says that it counts")
  void isSeen() {
    assertTrue(isSeen("office", "word", "  boolean takesOffice = true;"));
    assertTrue(isSeen("time-outs?", "word", "// time-outs"));
    assertTrue(isSeen("command", "in the name of a type", "final class RunCommand {"));
    assertTrue(isSeen("wire", "name of a type", "interface Wire {"));
    assertTrue(isSeen("rest", "name of a method", "    node.rest(nowNanos);"));
    assertTrue(isSeen("node", "message", "say(\"this node leads\");"));
    assertEquals(false, isSeen("office", "word", "officer"));
    assertEquals(false, isSeen("wire", "name of a type", "final class WireCodec {"));
    assertEquals(false, isSeen("node", "message", "String node = \"member\";"));
  }

  private static boolean isSeen(String word, String kind, String line) {
    BannedWord banned = BannedWord.of(List.of(word, kind, "**", "another"));
    return !banned.in(new ProjectText(Path.of("some/File.java"), line)).isEmpty();
  }

  private static List<BannedWord.Found> findAll(List<BannedWord> banned) throws IOException {
    List<ProjectText> files =
        ProjectText.all().stream()
            .filter(file -> !ABOUT_WORDS.contains(file.path().getFileName().toString()))
            .toList();
    assertTrue(files.size() > 300, "files: " + files.size());
    return banned.stream()
        .flatMap(word -> files.stream().flatMap(file -> word.in(file).stream()))
        .toList();
  }

  private static List<BannedWord> banned(String page) {
    List<BannedWord> banned =
        MarkdownTable.rows(page, "| Not | As | Where | Say |").stream()
            .map(BannedWord::of)
            .toList();
    assertTrue(banned.size() > 10, "banned: " + banned.size());
    return banned;
  }

  private static List<Excepted> exceptions(String page) {
    return MarkdownTable.rows(page, "| File | Text | Why |").stream()
        .map(row -> new Excepted(BannedWord.glob(row.get(0)), row.get(1), String.join(", ", row)))
        .toList();
  }
}
