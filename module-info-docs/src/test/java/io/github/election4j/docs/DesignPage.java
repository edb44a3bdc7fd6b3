/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page about the design: sections that are headings with a number, and in them rules that are
 * list items with a number.
 */
final class DesignPage {

  private static final Pattern SECTION = Pattern.compile("## (\\d+)\\. .*");
  private static final Pattern RULE = Pattern.compile("(\\d+)\\. .*");
  private static final Pattern MARKUP = Pattern.compile("[*`]");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** What each place says, by its name: "section 4" with all its rules, or "section 4 rule 2". */
  private final Map<String, String> texts = new HashMap<>();

  /** Reads a page. A rule goes on until the next one, or the next section. */
  DesignPage(String page) {
    String section = "";
    String rule = "";
    for (String line : page.lines().toList()) {
      Matcher heading = SECTION.matcher(line);
      Matcher item = RULE.matcher(line);
      if (heading.matches()) {
        section = "section " + heading.group(1);
        rule = "";
      } else if (item.matches() && !section.isEmpty()) {
        rule = section + " rule " + item.group(1);
      }
      add(section, line);
      if (!rule.isEmpty()) {
        add(rule, line);
      }
    }
  }

  private void add(String place, String line) {
    texts.merge(place, line, (before, after) -> before + '\n' + after);
  }

  /** What a place says, if there is such a place, without markup and in small letters. */
  Optional<String> textOf(String place) {
    return Optional.ofNullable(texts.get(place)).map(DesignPage::plain);
  }

  /** A text as it is compared: no markup, no line ends, small letters. */
  static String plain(String text) {
    String unmarked = MARKUP.matcher(text).replaceAll("");
    return SPACE.matcher(unmarked).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
