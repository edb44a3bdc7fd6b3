/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table")
class TableTest {

  @Test
  @DisplayName("has columns as wide as their widest cell, and no blanks at the end of a line")
  void isAligned() {
    assertEquals(
        """
        ID    ROLE
        a     leader
        long  -     x
        b\
        """,
        new Table()
            .row("ID", "ROLE", "")
            .row("a", "leader")
            .row("long", "-", "x")
            .row("b")
            .toString());
  }

  @Test
  @DisplayName("is not widened by the last cell of a row")
  void leavesTheLastCellAlone() {
    assertEquals(
        """
        a  unreachable: a long story
        b  leader  1\
        """,
        new Table().row("a", "unreachable: a long story").row("b", "leader", "1").toString());
  }

  @Test
  @DisplayName("may be empty")
  void mayBeEmpty() {
    assertEquals("", new Table().toString());
  }
}
