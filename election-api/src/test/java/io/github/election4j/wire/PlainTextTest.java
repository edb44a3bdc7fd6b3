/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text from outside")
class PlainTextTest {

  private static final String EVIL = "a\u001b[2J\r\nINFO all is well\u202e\u2028\u0000é";

  @Test
  @DisplayName("is one line that can do nothing to a terminal")
  void line() {
    assertEquals("a?[2J??INFO all is well???é", PlainText.line(EVIL));
  }

  @Test
  @DisplayName("keeps its lines where it may have some, and nothing else of the kind")
  void lines() {
    assertEquals("a?[2J?\nINFO all is well???é", PlainText.lines(EVIL));
  }
}
