/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks text into lines that fit a terminal of 80 columns. */
public final class Columns {

  private static final int WIDTH = 80;

  /** A text that begins farther to the right has no room to be broken there. */
  private static final int RIGHTMOST_INDENT = 56;

  /** Stands for a space at which a line must not be broken. */
  private static final char TOGETHER = '\u00a0';

  /** A term with what it means after a gap, as in a glossary. */
  private static final Pattern TERM = Pattern.compile(" *\\S+(?: \\S+)* {2,}(?=\\S)");

  /** What belongs together in a synopsis: an option and its value, and what is in brackets. */
  private static final Pattern UNIT = Pattern.compile("\\[[^\\[\\]]*]|-{1,2}[\\w-]+ [A-Z][^ ]*");

  private Columns() {}

  /**
   * Breaks a line where it is too long. What follows goes beneath the text, which for a term with a
   * gap of two spaces or more after it is what comes after the gap.
   *
   * @param line without line ends
   * @return lines of at most 80 columns, but for words that are longer
   */
  public static String fit(String line) {
    Matcher term = TERM.matcher(line);
    int blanks = line.length() - line.stripLeading().length();
    return fit(line, term.lookingAt() ? term.end() : blanks);
  }

  /**
   * Breaks a line where it is too long.
   *
   * @param line without line ends
   * @param indent how far to the right its further lines begin
   * @return lines of at most 80 columns, but for words that are longer
   */
  public static String fit(String line, int indent) {
    StringBuilder text = new StringBuilder();
    String rest = line;
    while (rest.length() > WIDTH && indent <= RIGHTMOST_INDENT) {
      int end = rest.lastIndexOf(' ', WIDTH);
      if (end <= indent) {
        end = rest.indexOf(' ', WIDTH);
      }
      if (end < 0) {
        break;
      }
      text.append(rest.substring(0, end).stripTrailing()).append('\n');
      rest = " ".repeat(indent) + rest.substring(end).stripLeading();
    }
    return text.append(rest).toString();
  }

  /**
   * Breaks a synopsis, but neither between an option and its value nor within brackets.
   *
   * @param line how a command is written
   * @return lines of at most 80 columns
   */
  static String fitSynopsis(String line) {
    String whole =
        UNIT.matcher(line)
            .replaceAll(unit -> Matcher.quoteReplacement(unit.group().replace(' ', TOGETHER)));
    return fit(whole, 4).replace(TOGETHER, ' ');
  }
}
