/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place of the design that a text cites, as in "design, section 3 rules 4 and 5", "design,
 * sections 3 and 4" or, in the name of a test, "Design 3 rule 4".
 *
 * @param places the sections or rules, as {@link DesignPage} names them
 * @param quotes what the name of a test quotes behind it
 * @param source the citation as it stands
 */
record DesignCitation(List<String> places, List<String> quotes, String source) {

  private static final String LIST = "\\d+(?:(?:, | and )\\d+(?!\\.\\d| rule))*";
  private static final String PLACE = "(?:sections? )?(\\d+)(?: rules? (" + LIST + "))?";
  private static final Pattern CITATION =
      Pattern.compile(
          "\\b[Dd]esign(?:'s)?,? (?:end of )?" + PLACE + "(?:(?:, | and )" + PLACE + ")*");

  private static final Pattern EACH_PLACE = Pattern.compile(PLACE);
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** A quotation within a string literal, as Java writes it. */
  private static final Pattern QUOTE = Pattern.compile("\\\\\"(.+?)\\\\\"");

  /** Where the text behind a citation is no longer about it. */
  private static final Pattern END_OF_CITATION =
      Pattern.compile("(?<!\\\\)\"|[Dd]esign,? |Raft |[Tt]hesis ");

  /** All citations of a text, in order. */
  static List<DesignCitation> in(ProjectText file) {
    List<DesignCitation> found = new ArrayList<>();
    if (!file.text().contains("esign")) {
      return found;
    }
    String text = file.running();
    Matcher citations = CITATION.matcher(text);
    while (citations.find()) {
      String behind = text.substring(citations.end());
      // "3.1" is a section of a paper, and no place of the design
      boolean dotted = behind.length() > 1 && behind.matches("(?s)\\.\\d.*");
      List<String> places =
          dotted
              ? List.of("place " + citations.group() + behind.substring(0, 2))
              : placesOf(citations.group());
      List<String> quotes = file.isJava() ? quotesIn(behind) : List.of();
      found.add(new DesignCitation(places, quotes, file.path() + ": " + citations.group()));
    }
    return found;
  }

  private static List<String> placesOf(String citation) {
    List<String> places = new ArrayList<>();
    Matcher each = EACH_PLACE.matcher(citation);
    while (each.find()) {
      String section = "section " + each.group(1);
      if (each.group(2) == null) {
        places.add(section);
      } else {
        NUMBER
            .matcher(each.group(2))
            .results()
            .forEach(rule -> places.add(section + " rule " + rule.group()));
      }
    }
    return places;
  }

  /** The parts of each quotation, which "..." divides, without the point or comma at their ends. */
  private static List<String> quotesIn(String behind) {
    Matcher end = END_OF_CITATION.matcher(behind);
    String about = end.find() ? behind.substring(0, end.start()) : behind;
    List<String> parts = new ArrayList<>();
    QUOTE
        .matcher(about)
        .results()
        .flatMap(quote -> List.of(quote.group(1).split(" ?\\.\\.\\. ?")).stream())
        .forEach(part -> parts.add(part.replaceAll("[.,]$", "")));
    return parts;
  }
}
