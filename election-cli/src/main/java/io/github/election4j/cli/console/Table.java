/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns, each as wide as its widest cell. The last cell of a row may be as long as it
 * likes: it is broken into lines where it does not fit a terminal.
 */
public final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Adds a row.
   *
   * @param cells from left to right; rows may differ in length
   * @return this table
   */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** All rows, without a line end after the last. */
  @Override
  public String toString() {
    List<Integer> widths = widths();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        line.append(cell);
        if (column < row.size() - 1) {
          line.append(" ".repeat(widths.get(column) - cell.length())).append(GAP);
        }
      }
      int last = line.length() - row.getLast().length();
      text.append(text.isEmpty() ? "" : "\n");
      text.append(Columns.fit(line.toString().stripTrailing(), last));
    }
    return text.toString();
  }

  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size() - 1; column++) {
        int width = row.get(column).length();
        if (column == widths.size()) {
          widths.add(width);
        } else {
          widths.set(column, Math.max(widths.get(column), width));
        }
      }
    }
    return widths;
  }
}
