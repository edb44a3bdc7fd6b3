/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a table of a page. */
final class MarkdownTable {

  private MarkdownTable() {}

  /**
   * The cells of each row, those that are code without its marks.
   *
   * @param page the whole page
   * @param head the line above the table's rule, as it stands
   */
  static List<List<String>> rows(String page, String head) {
    List<String> lines = page.lines().toList();
    int at = lines.indexOf(head);
    if (at < 0) {
      throw new IllegalArgumentException("expected a table with the head " + head);
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(at + 2, lines.size())) {
      if (!line.startsWith("|")) {
        break;
      }
      rows.add(cells(line));
    }
    return rows;
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.lastIndexOf('|'));
    return Stream.of(inner.split("(?<!\\\\)\\|"))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .map(cell -> cell.matches("`[^`]*`") ? cell.substring(1, cell.length() - 1) : cell)
        .toList();
  }
}
