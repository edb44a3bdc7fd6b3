/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word that must not come back, a row of the page about words.
 *
 * @param source the word as the page has it
 * @param beginning the letters that it begins with
 * @param word what finds it
 * @param kind what of a line it is looked for in
 * @param where the files that it concerns
 * @param instead what to say
 */
record BannedWord(
    String source, Pattern beginning, Pattern word, Kind kind, PathMatcher where, String instead) {

  /** What of a line is looked at. */
  enum Kind {
    WORD("word", "(.+)", false),
    TYPE("name of a type", Declared.TYPE, true),
    IN_TYPE("in the name of a type", Declared.TYPE, false),
    METHOD("name of a method", "\\b(\\w+)\\(", true),
    MESSAGE("message", "\"((?:[^\"\\\\]|\\\\.)*)\"", false);

    private final String words;
    private final Pattern part;
    private final boolean whole;

    Kind(String words, String part, boolean whole) {
      this.words = words;
      this.part = Pattern.compile(part);
      this.whole = whole;
    }

    static Kind of(String words) {
      for (Kind kind : values()) {
        if (kind.words.equals(words)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no such kind of word: " + words);
    }
  }

  private static final class Declared {
    static final String TYPE = "\\b(?:class|record|interface|enum) ([A-Z]\\w*)";

    private Declared() {}
  }

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** A place where a word stands. */
  record Found(ProjectText file, int number, String line, BannedWord banned) {
    @Override
    public String toString() {
      return "%s:%d has '%s'; say: %s. %s"
          .formatted(file.path(), number, banned.source, banned.instead, line.strip());
    }
  }

  static BannedWord of(List<String> row) {
    Kind kind = Kind.of(row.get(1));
    String word = row.get(0);
    Pattern pattern =
        Pattern.compile(
            kind.whole ? word : "(?<!\\w)(?:" + word + ")(?!\\w)", Pattern.CASE_INSENSITIVE);
    Pattern beginning = Pattern.compile(beginningOf(word), Pattern.CASE_INSENSITIVE);
    return new BannedWord(word, beginning, pattern, kind, glob(row.get(2)), row.get(3));
  }

  /** Its first letters, without one that may be missing. */
  private static String beginningOf(String word) {
    int letters = 0;
    while (letters < word.length() && Character.isLetter(word.charAt(letters))) {
      letters++;
    }
    boolean mayBeMissing = letters < word.length() && word.charAt(letters) == '?';
    return word.substring(0, mayBeMissing ? letters - 1 : letters);
  }

  /** Files by a pattern over their paths from the root of the project. */
  static PathMatcher glob(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  List<Found> in(ProjectText file) {
    List<Found> found = new ArrayList<>();
    if (where.matches(file.path()) && mayStandIn(file.text())) {
      List<String> lines = file.text().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (mayStandIn(lines.get(i)) && stands(lines.get(i)).isPresent()) {
          found.add(new Found(file, i + 1, lines.get(i), this));
        }
      }
    }
    return found;
  }

  /** A quick look, since hardly any text holds even the letters that a word begins with. */
  private boolean mayStandIn(String text) {
    return beginning.matcher(text).find();
  }

  private Optional<String> stands(String line) {
    Matcher parts = kind.part.matcher(line);
    while (parts.find()) {
      String part = parts.group(1);
      String words = HUMP.matcher(part).replaceAll(" ");
      if (kind.whole ? word.matcher(part).matches() : word.matcher(words).find()) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
