/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text for a terminal")
class ColumnsTest {

  @Test
  @DisplayName("is broken between words, and stays as it is if it fits")
  void breaks() {
    String fits = "x".repeat(39) + " " + "y".repeat(40);
    assertEquals(fits, Columns.fit(fits));
    assertEquals(fits + "\nz", Columns.fit(fits + " z"));
    assertEquals("  " + fits.replace(" ", "\n  "), Columns.fit("  " + fits));
  }

  @Test
  @DisplayName("goes on beneath the meaning of a term")
  void indents() {
    assertEquals(
        "  the term    " + "x".repeat(65) + "\n              y z",
        Columns.fit("  the term    " + "x".repeat(65) + " y z"));
  }

  @Test
  @DisplayName("is as wide as its longest word, and is left alone where it begins far right")
  void leavesLongWordsAlone() {
    String word = "x".repeat(90);
    assertEquals(word, Columns.fit(word));
    assertEquals("a\n" + word + "\nb", Columns.fit("a " + word + " b"));
    String far = "x".repeat(70) + "  " + "y".repeat(20) + " z";
    assertEquals(far, Columns.fit(far));
  }

  @Test
  @DisplayName("keeps an option and its value together, and what is in brackets")
  void keepsUnits() {
    String start = "election do " + "x".repeat(60);
    assertEquals(
        start + "\n    --member ID=HOST:PORT [--group G]",
        Columns.fitSynopsis(start + " --member ID=HOST:PORT [--group G]"));
    assertEquals(start + "\n    [--group G]", Columns.fitSynopsis(start + " [--group G]"));
  }
}
